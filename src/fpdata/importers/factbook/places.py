"""The countries of the Factbook, by its codes (GEC, formerly FIPS 10-4), and the offices that its texts are about."""

from __future__ import annotations

_CODES = """
    aa=aruba ac=antigua-and-barbuda ae=united-arab-emirates af=afghanistan ag=algeria aj=azerbaijan al=albania
    am=armenia an=andorra ao=angola aq=american-samoa ar=argentina as=australia au=austria av=anguilla
    ay=antarctica ba=bahrain bb=barbados bc=botswana bd=bermuda be=belgium bf=bahamas bg=bangladesh bh=belize
    bk=bosnia-and-herzegovina bl=bolivia bm=burma bn=benin bo=belarus bp=solomon-islands br=brazil bt=bhutan
    bu=bulgaria bv=bouvet-island bx=brunei by=burundi ca=canada cb=cambodia cd=chad ce=sri-lanka cf=congo-republic
    cg=congo-democratic-republic ch=china ci=chile cj=cayman-islands ck=cocos-islands cm=cameroon cn=comoros
    co=colombia cq=northern-mariana-islands cs=costa-rica ct=central-african-republic cu=cuba cv=cape-verde
    cw=cook-islands cy=cyprus da=denmark dj=djibouti do=dominica dr=dominican-republic ec=ecuador eg=egypt
    ei=ireland ek=equatorial-guinea en=estonia er=eritrea es=el-salvador et=ethiopia ez=czechia fi=finland fj=fiji
    fk=falkland-islands fm=micronesia fo=faroe-islands fp=french-polynesia fr=france fs=french-southern-territories
    ga=gambia gb=gabon gg=georgia gh=ghana gi=gibraltar gj=grenada gk=guernsey gl=greenland gm=germany gq=guam
    gr=greece gt=guatemala gv=guinea gy=guyana ha=haiti hk=hong-kong hm=heard-and-mcdonald-islands ho=honduras
    hr=croatia hu=hungary ic=iceland id=indonesia im=isle-of-man in=india io=british-indian-ocean-territory ir=iran
    is=israel it=italy iv=cote-divoire iz=iraq ja=japan je=jersey jm=jamaica jo=jordan ke=kenya kg=kyrgyzstan
    kn=north-korea kr=kiribati ks=south-korea kt=christmas-island ku=kuwait kv=kosovo kz=kazakhstan la=laos
    le=lebanon lg=latvia lh=lithuania li=liberia lo=slovakia ls=liechtenstein lt=lesotho lu=luxembourg ly=libya
    ma=madagascar mc=macau md=moldova mg=mongolia mh=montserrat mi=malawi mj=montenegro mk=north-macedonia ml=mali
    mn=monaco mo=morocco mp=mauritius mr=mauritania mt=malta mu=oman mv=maldives mx=mexico my=malaysia
    mz=mozambique nc=new-caledonia ne=niue nf=norfolk-island ng=niger nh=vanuatu ni=nigeria nl=netherlands
    nn=sint-maarten no=norway np=nepal nr=nauru ns=suriname nu=nicaragua nz=new-zealand od=south-sudan pa=paraguay
    pc=pitcairn pe=peru pk=pakistan pl=poland pm=panama po=portugal pp=papua-new-guinea ps=palau pu=guinea-bissau
    qa=qatar ri=serbia rm=marshall-islands rn=saint-martin ro=romania rp=philippines rq=puerto-rico rs=russia
    rw=rwanda sa=saudi-arabia sb=saint-pierre-and-miquelon sc=saint-kitts-and-nevis se=seychelles sf=south-africa
    sg=senegal sh=saint-helena si=slovenia sl=sierra-leone sm=san-marino sn=singapore so=somalia sp=spain
    st=saint-lucia su=sudan sw=sweden sx=south-georgia-and-south-sandwich-islands sy=syria sz=switzerland
    tb=saint-barthelemy td=trinidad-and-tobago th=thailand ti=tajikistan tk=turks-and-caicos-islands tl=tokelau
    tn=tonga to=togo tp=sao-tome-and-principe ts=tunisia tt=timor-leste tu=turkey tv=tuvalu tw=taiwan
    tx=turkmenistan tz=tanzania uc=curacao ug=uganda uk=united-kingdom up=ukraine us=united-states uv=burkina-faso
    uy=uruguay uz=uzbekistan vc=saint-vincent-and-grenadines ve=venezuela vi=british-virgin-islands vm=vietnam
    vq=us-virgin-islands vt=holy-see wa=namibia wf=wallis-and-futuna wi=western-sahara ws=samoa wz=eswatini
    ym=yemen za=zambia zi=zimbabwe
"""
#: The country that a code means. Codes without one are no countries of the data set: seas, bases, disputed islands.
COUNTRY_IDS = {code: country for code, _, country in (entry.partition("=") for entry in _CODES.split())}
#: The European Union, which is no country: only the missions are read.
EUROPEAN_UNION = "ee"
#: Territories of the United States: their officials hold no foreign offices.
_AMERICAN = {"american-samoa", "guam", "northern-mariana-islands", "puerto-rico", "us-virgin-islands", "united-states"}
#: Offices of the United States at others than states.
_OTHER_MISSIONS = {EUROPEAN_UNION: "representative-to-eu"}
#: The Monarch of several realms, and the chiefs of state of whom territories are, belong to one country.
SOVEREIGNS = {
    "elizabeth ii": "united-kingdom",
    "charles iii": "united-kingdom",
    "margrethe ii": "denmark",
    "frederik x": "denmark",
    "beatrix": "netherlands",
    "willem alexander": "netherlands",
    "harald v": "norway",
    "francois hollande": "france",
    "emmanuel macron": "france",
    "donald j trump": "united-states",
    "joseph r biden jr": "united-states",
    "barack h obama": "united-states",
    "xi jinping": "china",
}
#: Officials of several territories, and the one in which the editions first name them. They went from one to the other
#: within weeks (Rankin in 2021, Phillips in 2022, Daniel-Selvaratnam in 2023), or one prefect serves both (Le Vely).
SERVED_SEVERAL = {
    "cyrille le vely": "saint-barthelemy",
    "dileeni daniel selvaratnam": "anguilla",
    "john j rankin": "bermuda",
    "john rankin": "bermuda",
    "nigel phillips": "falkland-islands",
}
#: What the office of a mission in Washington is called if it is not headed by an ambassador.
_ENVOYS = {"holy-see": "Apostolic Nuncio"}


def us_mission(code: str) -> str:
    """Return the id of the office of the U.S. chief of mission."""
    return _OTHER_MISSIONS.get(code) or f"ambassador-to-{COUNTRY_IDS[code]}"


def has_executive(code: str) -> bool:
    """Whether the chiefs of state and government of a country are read."""
    return code in COUNTRY_IDS and COUNTRY_IDS[code] not in _AMERICAN


def envoy_title(country_id: str) -> str:
    """Return the title of whom a country sends to Washington.

    >>> envoy_title("kenya")
    'Ambassador'
    """
    return _ENVOYS.get(country_id, "Ambassador")
