"""Which country of the data set a page means: its names, long names, adjectives, and unions of states."""

from __future__ import annotations

import re
from functools import cache

from fpdata.model.slugs import fold

#: Countries with the names that pages use for them, and after the bar the adjectives.
_COUNTRIES = """
afghanistan: Afghanistan | Afghan
albania: Albania | Albanian
algeria: Algeria | Algerian
andorra: Andorra
angola: Angola | Angolan
antigua-and-barbuda: Antigua and Barbuda, Antigua & Barbuda
argentina: Argentina, Argentine Republic | Argentine, Argentinian
armenia: Armenia | Armenian
australia: Australia | Australian
austria: Austria | Austrian
azerbaijan: Azerbaijan | Azerbaijani
bahamas: The Bahamas, Bahamas | Bahamian
bahrain: Bahrain | Bahraini
bangladesh: Bangladesh | Bangladeshi
barbados: Barbados | Barbadian
belarus: Belarus | Belarusian
belgium: Belgium | Belgian
belize: Belize | Belizean
benin: Benin | Beninese
bhutan: Bhutan | Bhutanese
bolivia: Bolivia, Plurinational State of Bolivia | Bolivian
bosnia-and-herzegovina: Bosnia and Herzegovina | Bosnian
botswana: Botswana
brazil: Brazil, Federative Republic of Brazil | Brazilian
brunei: Brunei, Brunei Darussalam | Bruneian
bulgaria: Bulgaria | Bulgarian
burkina-faso: Burkina Faso
burma: Burma, Myanmar | Burmese
burundi: Burundi | Burundian
cambodia: Cambodia | Cambodian
cameroon: Cameroon | Cameroonian
canada: Canada | Canadian
cape-verde: Cape Verde, Cabo Verde | Cabo Verdean
central-african-republic: Central African Republic
chad: Chad | Chadian
chile: Chile | Chilean
china: China, People's Republic of China, PRC | Chinese, PRC
colombia: Colombia | Colombian
comoros: Comoros, Union of the Comoros
congo-democratic-republic: Democratic Republic of the Congo, DRC, Democratic Republic of Congo | Congolese
congo-republic: Republic of the Congo, Congo-Brazzaville
cook-islands: Cook Islands
costa-rica: Costa Rica | Costa Rican
cote-divoire: Côte d'Ivoire, Cote d'Ivoire, Ivory Coast | Ivorian
croatia: Croatia | Croatian
cuba: Cuba | Cuban
cyprus: Cyprus | Cypriot
czechia: Czechia, Czech Republic | Czech
denmark: Denmark | Danish
djibouti: Djibouti | Djiboutian
dominica: Dominica, Commonwealth of Dominica
dominican-republic: Dominican Republic | Dominican
ecuador: Ecuador | Ecuadorian, Ecuadorean
egypt: Egypt, Arab Republic of Egypt | Egyptian
el-salvador: El Salvador | Salvadoran
equatorial-guinea: Equatorial Guinea
eritrea: Eritrea | Eritrean
estonia: Estonia | Estonian
eswatini: Eswatini
ethiopia: Ethiopia, Federal Democratic Republic of Ethiopia | Ethiopian
fiji: Fiji | Fijian
finland: Finland | Finnish
france: France, French Republic | French
gabon: Gabon, Gabonese Republic | Gabonese
gambia: The Gambia, Gambia | Gambian
georgia: Georgia | Georgian
germany: Germany, Federal Republic of Germany | German
ghana: Ghana | Ghanaian
greece: Greece, Hellenic Republic | Greek
greenland: Greenland
grenada: Grenada | Grenadian
guatemala: Guatemala | Guatemalan
guinea: Guinea | Guinean
guinea-bissau: Guinea-Bissau
guyana: Guyana, Co-operative Republic of Guyana | Guyanese
haiti: Haiti | Haitian
holy-see: Holy See, the Vatican, Vatican | Vatican
honduras: Honduras | Honduran
hong-kong: Hong Kong
hungary: Hungary | Hungarian
iceland: Iceland | Icelandic
india: India | Indian
indonesia: Indonesia | Indonesian
iran: Iran, Islamic Republic of Iran | Iranian
iraq: Iraq, Iraq's Kurdistan Region, Iraqi Kurdistan Region | Iraqi
ireland: Ireland | Irish
israel: Israel, State of Israel | Israeli
italy: Italy, Italian Republic | Italian
jamaica: Jamaica | Jamaican
japan: Japan | Japanese
jordan: Jordan, Hashemite Kingdom of Jordan | Jordanian
kazakhstan: Kazakhstan | Kazakh, Kazakhstani
kenya: Kenya | Kenyan
kiribati: Kiribati
kosovo: Kosovo | Kosovar
kuwait: Kuwait, State of Kuwait | Kuwaiti
kyrgyzstan: Kyrgyzstan, Kyrgyz Republic | Kyrgyz
laos: Laos, Lao People's Democratic Republic | Laotian
latvia: Latvia | Latvian
lebanon: Lebanon, Lebanese Republic | Lebanese
lesotho: Lesotho
liberia: Liberia | Liberian
libya: Libya, State of Libya | Libyan
liechtenstein: Liechtenstein
lithuania: Lithuania | Lithuanian
luxembourg: Luxembourg | Luxembourgish
madagascar: Madagascar | Malagasy
malawi: Malawi | Malawian
malaysia: Malaysia | Malaysian
maldives: Maldives | Maldivian
mali: Mali | Malian
malta: Malta | Maltese
marshall-islands: Marshall Islands, Republic of the Marshall Islands | Marshallese
mauritania: Mauritania, Islamic Republic of Mauritania | Mauritanian
mauritius: Mauritius | Mauritian
mexico: Mexico, United Mexican States | Mexican
micronesia: Micronesia, Federated States of Micronesia
moldova: Moldova | Moldovan
monaco: Monaco
mongolia: Mongolia | Mongolian
montenegro: Montenegro | Montenegrin
morocco: Morocco | Moroccan
mozambique: Mozambique | Mozambican
namibia: Namibia | Namibian
nauru: Nauru
nepal: Nepal, Federal Democratic Republic of Nepal | Nepali
netherlands: Netherlands, The Netherlands | Dutch
new-zealand: New Zealand
nicaragua: Nicaragua | Nicaraguan
niger: Niger | Nigerien
nigeria: Nigeria, Federal Republic of Nigeria | Nigerian
niue: Niue
north-korea: North Korea, Democratic People's Republic of Korea, DPRK | North Korean, DPRK
north-macedonia: North Macedonia | North Macedonian
norway: Norway | Norwegian
oman: Oman, Sultanate of Oman | Omani
pakistan: Pakistan, Islamic Republic of Pakistan | Pakistani
palau: Palau | Palauan
palestinian-territories: Palestinian Authority, West Bank, Gaza | Palestinian, Palestinian Authority
panama: Panama | Panamanian
papua-new-guinea: Papua New Guinea, Independent State of Papua New Guinea
paraguay: Paraguay | Paraguayan
peru: Peru | Peruvian
philippines: Philippines, The Philippines | Philippine, Filipino
poland: Poland | Polish
portugal: Portugal, Portuguese Republic | Portuguese
qatar: Qatar, State of Qatar | Qatari
romania: Romania | Romanian
russia: Russia, Russian Federation | Russian
rwanda: Rwanda | Rwandan
saint-kitts-and-nevis: Saint Kitts and Nevis, St. Kitts and Nevis
saint-lucia: Saint Lucia, St. Lucia
saint-vincent-and-grenadines: Saint Vincent and the Grenadines, St. Vincent and the Grenadines
samoa: Samoa, Independent State of Samoa | Samoan
san-marino: San Marino
sao-tome-and-principe: Sao Tome & Principe, Sao Tome and Principe, São Tomé and Príncipe
saudi-arabia: Saudi Arabia, Kingdom of Saudi Arabia | Saudi, Saudi Arabian
senegal: Senegal | Senegalese
serbia: Serbia | Serbian
seychelles: Seychelles
sierra-leone: Sierra Leone
singapore: Singapore | Singaporean
slovakia: Slovakia, Slovak Republic | Slovak
slovenia: Slovenia | Slovenian
solomon-islands: Solomon Islands
somalia: Somalia, Federal Republic of Somalia | Somali
south-africa: South Africa | South African
south-korea: South Korea, Republic of Korea, ROK, Korea | South Korean, ROK, Korean
south-sudan: South Sudan | South Sudanese
spain: Spain | Spanish
sri-lanka: Sri Lanka, Democratic Socialist Republic of Sri Lanka | Sri Lankan
sudan: Sudan | Sudanese
suriname: Suriname | Surinamese
sweden: Sweden | Swedish
switzerland: Switzerland, Swiss Confederation | Swiss
syria: Syria, Syrian Arab Republic | Syrian
taiwan: Taiwan | Taiwanese
tajikistan: Tajikistan | Tajik
tanzania: Tanzania, United Republic of Tanzania | Tanzanian
thailand: Thailand | Thai
timor-leste: Timor-Leste, East Timor | Timorese
togo: Togo, Togolese Republic | Togolese
tonga: Tonga | Tongan
trinidad-and-tobago: Trinidad and Tobago
tunisia: Tunisia, Tunisian Republic | Tunisian
turkey: Turkey, Türkiye, Turkiye | Turkish
turkmenistan: Turkmenistan | Turkmen
tuvalu: Tuvalu
uganda: Uganda | Ugandan
ukraine: Ukraine | Ukrainian
united-arab-emirates: United Arab Emirates, UAE, Abu Dhabi | Emirati, UAE
united-kingdom: United Kingdom, United Kingdom of Great Britain and Northern Ireland, Great Britain, Britain, UK, U.K., Northern Ireland, England, Scotland | British, UK, U.K.
uruguay: Uruguay, Oriental Republic of Uruguay | Uruguayan
uzbekistan: Uzbekistan | Uzbek
vanuatu: Vanuatu
venezuela: Venezuela, Bolivarian Republic of Venezuela | Venezuelan
vietnam: Vietnam, Viet Nam, Socialist Republic of Vietnam | Vietnamese
yemen: Yemen | Yemeni
zambia: Zambia | Zambian
zimbabwe: Zimbabwe | Zimbabwean
"""
#: Unions and bodies of states, which have leaders of their own.
_BODIES = {
    "NATO": "NATO",
    "European Commission": "European Union",
    "European Council": "European Union",
    "European Parliament": "European Union",
    "European Union": "European Union",
    "EU": "European Union",
    "United Nations": "United Nations",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "African Union": "African Union",
    "African Union Commission": "African Union",
    "ASEAN": "ASEAN",
    "Organization of American States": "OAS",
    "IAEA": "IAEA",
    "International Atomic Energy Agency": "IAEA",
    "World Health Organization": "WHO",
    "World Food Programme": "United Nations",
    "World Food Program": "United Nations",
    "UNICEF": "United Nations",
    "World Bank": "World Bank",
    "International Monetary Fund": "IMF",
    "GCC": "GCC",
    "Gulf Cooperation Council": "GCC",
    "CARICOM": "CARICOM",
    "Inter-American Development Bank": "IDB",
    "International Committee of the Red Cross": "ICRC",
    "ICRC": "ICRC",
}
#: Groups of states that act together, and words of foreign policy that need no country beside them.
_FOREIGN_TERMS = re.compile(
    r"\b(?:G7|G-7|G20|G-20|Quad|AUKUS|NATO|ASEAN|APEC|EU|CARICOM|I2U2|OECD|OPEC|BRICS|COP\d\d|U\.?N\.?|UNGA"
    r"|European|Europe|Africa|African|Latin America|Caribbean|Central America|Northern Triangle|Indo-Pacific|Pacific Islands?"
    r"|East Jerusalem|Middle East|Western Balkans|Baltics?|Bucharest Nine|Nordic|Transatlantic|Sahel|Arctic|Palestinians?|Gaza|Hamas"
    r"|Hizballah|Hezbollah|Houthis?|ISIS|al-Qa.?ida|Taliban|Daesh|Nord Stream|Black Sea|Red Sea|Taiwan Strait"
    r"|United Nations|World Trade Organization|WTO|World Health Organization|International Criminal Court|World Bank"
    r"|Munich Security Conference|World Leaders|Queen Elizabeth|King Charles|Summit for Democracy|Leaders Summit on Climate|Summit of the Americas|Paris (?:Climate )?Agreement"
    r"|hostages?|wrongful(?:ly)? detain\w*|detainees?|sanctions?|tariffs?|foreign|international emergency"
    r"|ceasefire|refugees?|export controls?|nonproliferation|nuclear (?:weapons?|test|treaty)|arms control"
    r"|Foreign Assistance Act|Arms Export|counterterrorism|terrorist organizations?|imports?|reciprocal trade"
    r"|Ambassadors?|Secretary of State|diploma\w+|embass(?:y|ies)|overseas|abroad|foreign policy|intelligence"
    r"|national security (?:strategy|council|memorandum)|New START|trafficking in persons|democracy|human rights)\b",
    re.IGNORECASE,
)
#: Texts in which the name of a country means something else.
_NOT_COUNTRIES = re.compile(
    r"\bNew Mexico\b|\bAmerican Samoa\b|\b(?:Atlanta|Savannah|Augusta|Columbus|Macon|Athens),? (?:Georgia|GA)\b|\bGeorgia (?:Special|Runoff)"
    r"|\bJordan (?:Neely|Creek)\b|\bAmerican Indian\b|\bIndian (?:Affairs|Health|Country|Tribes?|Boarding|Education)\b"
    r"|\bPuerto Rico\b|\bPanama City\b|\bGulf of Mexico\b|\b(?:Lebanon|Peru|Cuba|Mexico), (?:[A-Z]{2}\b|Idaho|Illinois|Indiana|Maine"
    r"|Missouri|Nebraska|New (?:Hampshire|Jersey|York)|Ohio|Oregon|Pennsylvania|Tennessee|Virginia)"
    r"|\b(?:African|Mexican|Irish|Italian|German|Greek|Polish|Chinese|Japanese|Korean|Cuban|Haitian|Jewish)[- ]Americans?\b"
    r"|\b(?:French|Turkey) (?:Fries|Toast|Pardon\w*)|\bPardon\w* .*Turkeys?\b|\bTurkey Pardon\w*|\bGuinea Pigs?\b"
    r"|\bChad (?=[A-Z])|\b(?<!of )(?<!and )(?<!in )Jordan (?=[A-Z][a-z]+ on\b)",
)


def _table() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for line in _COUNTRIES.strip().splitlines():
        id, _, rest = line.partition(": ")
        nouns, _, adjective = rest.partition(" | ")
        names |= dict.fromkeys((noun.strip() for noun in nouns.split(", ")), id)
        adjectives |= dict.fromkeys((one.strip() for one in adjective.split(", ") if one.strip()), id)
    return names, adjectives


_NAMES, _ADJECTIVES = _table()
_BY_FOLDED = {fold(name): id for name, id in _NAMES.items()}
_LONG_FORMS = "|".join(
    (
        "Federal Democratic Republic",
        "Democratic Socialist Republic",
        "Socialist Republic",
        "Democratic Republic",
        "Federal Republic",
        "Islamic Republic",
        "Arab Republic",
        "United Republic",
        "Co-operative Republic",
        "Republic",
        "Kingdom",
        "Hashemite Kingdom",
        "State",
        "Government",
        "Sultanate",
        "Commonwealth",
        "Principality",
        "Grand Duchy",
        "Independent State",
        "Union",
        "Plurinational State",
        "People's Democratic Republic",
    )
)


def _alternatives(words: dict[str, str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


#: A name of a country, with an article or a long form before it; the group `country` is the name itself.
COUNTRY = rf"(?:[Tt]he )?(?:(?:{_LONG_FORMS}) of (?:[Tt]he )?)??(?P<country>{_alternatives(_NAMES)})(?![\w-])"
BODY = rf"(?:[Tt]he )?(?P<body>{_alternatives(list(_BODIES))})(?!\w)"
ADJECTIVE = rf"(?P<adjective>{_alternatives(_ADJECTIVES)}|{_alternatives(_NAMES)})(?:'s)?"
_ANY = re.compile(
    rf"(?<![\w.])(?<!anti-)(?<!Anti-)(?<!non-)(?<!Non-)(?<!pro-)(?<!Pro-)(?:{_alternatives(_NAMES)}|{_alternatives(_ADJECTIVES)})(?![\w])"
)
_STRICT = re.compile(rf"(?<![\w-]){COUNTRY}")


@cache
def country_of(name: str) -> str | None:
    """Return the country that a name or an adjective means.

    >>> country_of("Kyrgyz Republic"), country_of("the Republic of Korea"), country_of("Emirati")
    ('kyrgyzstan', 'south-korea', 'united-arab-emirates')
    """
    plain = " ".join(name.replace("’", "'").split()).removeprefix("the ").removeprefix("The ")
    if plain in _NAMES or plain in _ADJECTIVES:
        return _NAMES.get(plain) or _ADJECTIVES.get(plain)
    if found := _BY_FOLDED.get(fold(plain)):
        return found
    found_form = re.fullmatch(rf"(?:{_LONG_FORMS}) of (?:[Tt]he )?(.+)", plain)
    return country_of(found_form[1]) if found_form else None


def body_of(name: str) -> str | None:
    """Return the union or body of states that a name means."""
    return _BODIES.get(name)


def countries_in(text: str) -> list[str]:
    """Return the countries that a text names, by noun or adjective, in order.

    >>> countries_in("Nuclear talks of Japanese and South Korean officials in Washington")
    ['japan', 'south-korea']
    """
    return list(country_places(text))


def country_places(text: str) -> dict[str, int]:
    """Return where a text first names each country, in order."""
    plain = _NOT_COUNTRIES.sub(lambda found: " " * len(found[0]), text.replace("’", "'"))
    places: dict[str, int] = {}
    for match in _ANY.finditer(plain):
        if id := country_of(match[0]):
            places.setdefault(id, match.start())
    return places


def is_foreign(text: str) -> bool:
    """Whether a text names a country, a body of states or a term of foreign policy."""
    plain = text.replace("’", "'")
    return bool(countries_in(plain) or _FOREIGN_TERMS.search(plain))


def has_strong_term(text: str) -> bool:
    """Whether a text is about emergencies, sanctions or trade with other states, by the laws that it cites."""
    return bool(_LAWS.search(text))


_LAWS = re.compile(
    r"International Emergency Economic Powers Act|Foreign Assistance Act|Arms Export Control Act|Foreign Terrorist"
    r"|section 232 of the Trade Expansion Act|Trade Act of 1974|Immigration and Nationality Act|War Powers Resolution"
    r"|section 506\(a\)|Department of State, Foreign Operations|foreign policy of the United States"
)
