"""What the people records get wrong, as far as it is known: persons split, merged, or made of broken lines.

Each entry has the evidence, which the remarks of the records and the persons lists of the volumes give.
"""

from __future__ import annotations

from dataclasses import dataclass

from fpdata.importers.core.draft import ACTOR

#: Records of one person that upstream has twice, and the record that stands for both.
SAME_PERSON = {
    "116252": "114234",  # John P. Walsh: Acting Executive Secretary from February until October 1969 in both
    "105050": "110122",  # David Ormsby Gore, Lord Harlech: British Ambassador to the United States until 1965 in both
    "102572": "102451",  # Ch’en Ch’eng: Premier of the Republic of China, then its Vice President, visited in 1961
    "103688": "102829",  # Alfred Duff Cooper: British Ambassador to France in both
    "104942": "104943",  # T. Keith Glennan: Representative to the International Atomic Energy Agency in both
    "115861": "109135",  # Stanisław Mikołajczyk: Prime Minister in exile, then Deputy Prime Minister
    "106796": "107170",  # Kim Dae-jung: candidate of 1971, President who visited from 1998 (name, country, office)
    "115484": "104525",  # William Fraser: Chairman of the Anglo-Iranian Oil Company in both
    "115633": "106354",  # Abdul Aziz Ibn Saud: King of Saudi Arabia in both
    "115676": "106854",  # Robert Kane: Director of Athletics at Cornell University, Olympic Committee, in both
    "116196": "113532",  # James M. Thompson: Brigadier General, Policy and Plans, International Security Affairs, in both
    "101496": "106152",  # Félix Houphouët-Boigny: Prime Minister, then President of Côte d’Ivoire from 1960
    "106462": "111786",  # Jabir al-Ahmad: Crown Prince and Prime Minister, then Amir of Kuwait
    "116175": "116176",  # Szanton: Associate Director for Organization Studies, Office of Management and Budget
    "116163": "113165",  # Abdullah Suleiman: Saudi Arabian Minister of Finance in both
    "115857": "115858",  # Helen S. Meyner: Representative from New Jersey until January 1979 in both
    "102247": "102258",  # Rosalynn Carter: First Lady, 1977–1981, in both
    "111433": "111454",  # Reuben B. Robertson Jr.: Deputy Secretary of Defense, 1955–1957, in both
    "114954": "114950",  # Milton R. Young: Republican Senator from North Dakota in both
    "116077": "111960",  # Saud al-Faisal: Deputy Minister of Petroleum, then Minister of Foreign Affairs, in both
    "109967": "101336",  # Nuri Birgi: Secretary General of the Turkish Ministry until June 1957, Ambassador in London
    "109808": "109809",  # Nguyen Thanh Le: spokesman of the delegation in Paris in both
    "113800": "108640",  # Jessica Tuchman Mathews: a volume refers from one to the other
    "104268": "104277",  # Luke W. Finlay: manager of government relations, Standard Oil of New Jersey, in both
    "109329": "109331",  # C. Robert Moore: Turkish Affairs to May 1952, Ambassador to Cameroon from 1972, in both
    "112947": "113102",  # Theodore C. Streibert: Director of the Information Agency after August 1, 1953, in both
    "104906": "104922",  # Antoine Gizenga: Prime Minister in Stanleyville to 1961, then Deputy Prime Minister, in both
    "100082": "100083",  # Charles W. Adair: Chief of the Trade Agreements and Treaties Division until June 1958 in both
    "114495": "114842",  # Eric Wyndham White: Executive Secretary of the General Agreement on Tariffs and Trade in both
    "107468": "107458",  # Egil Krogh: Deputy Assistant to the President for Domestic Affairs in both
    "114379": "114817",  # Jerauld Wright: Deputy Representative, NATO Standing Group, to 1952, Admiral from April 1
    "116022": "116023",  # Donald T. Regan: Secretary of the Treasury from January 1981 in both
    "115687": "115688",  # Clarence M. Kelley: Director of the Federal Bureau of Investigation, 1973–1978
    "113947": "116226",  # Serban Vallimarescu: National Security Council Staff, 1973, in both
    "100263": "100256",  # Syed Amjad Ali: Pakistani Delegate to the United Nations, Ambassador in Washington, in both
    "107665": "107673",  # Victor Larock: Belgian Minister of Foreign Affairs from May 1957 in both
    "108301": "108915",  # Kenneth McLean: Chief Staff Officer, British Ministry of Defence, in both
    "111554": "109021",  # Carlos Humberto Romero: President of El Salvador, 1977–1979, visited in 1977
    "112449": "109266",  # Mohammed V: Sultan of Morocco until August 1953 in both
    "114534": "114533",  # Gough Whitlam: Prime Minister of Australia until November 1975 in both
    "115536": "105005",  # Sergio González Gálvez: Director of International Organizations, Mexican Secretariat, in both
    "115248": "101640",  # Aquilino Boyd: Panamanian Permanent Representative at the United Nations in both
    "105209": "105202",  # Stanton Griffis: Ambassador in Poland from July 1947 in both
    "115651": "106509",  # Ghassan Jaddid: Syrian delegate, Syria–Israel Mixed Armistice Commission, in both
    "109872": "109870",  # Jaafar Nimeiri: President of Sudan, 1969–1985, in both
    "101058": "107867",  # Paul Leroy-Beaulieu: Chairman of the Financial and Economic Board of NATO in both
    "106753": "106750",  # William J. Jordan: New Zealand High Commissioner in London, 1946 and 1947
    "112707": "110979",  # Carlos Prío Socarrás: President of Cuba, 1948–1952, visited in 1948
    "107100": "114857",  # Agha Muhammad Yahya Khan: President of Pakistan, March 1969–December 1971, in both
    "111034": "106617",  # Ji Pengfei (Chi P’eng-fei): Acting Foreign Minister until February 1972
    "110642": "110643",  # Lawrence A. Pezzullo: Ambassador to Uruguay, 1977–1979, and to Nicaragua in both
    "113469": "111941",  # Sarit Thanarat: Supreme Commander until February 1959, then Prime Minister of Thailand
    "115847": "108452",  # Aparicio Méndez: President of Uruguay from September 1976, visited in 1977
    "115168": "100943",  # Errol W. Barrow: Prime Minister of Barbados, 1966–1976, visited in 1968
    "109363": "114079",  # José Ramón Villeda Morales: President of Honduras, visited in 1962
    "116244": "114134",  # John Vorster: Prime Minister of South Africa from 1966 in both
    "108629": "108115",  # Adolfo López Mateos: President of Mexico until 1964, visited in 1959 and 1964
    "101401": "101417",  # Herbert Blankenhorn: Director of Political Affairs, German Foreign Ministry, until 1955
    "110296": "110369",  # Park Chung Hee: President of the Republic of Korea in both
    "115402": "103638",  # J. F. Drake: Chairman of the Gulf Oil Corporation in both
    "114018": "111976",  # Savang Vatthana: King of Laos from 1959, visited in 1963
    "115804": "108454",  # Philip A. Mangano: Office of United Nations Political and Security Affairs in both
    "113967": "103373",  # Joop den Uyl: Prime Minister of the Netherlands from May 1973 in both
    "100336": "111386",  # Abdul Monem Rifai: Jordanian Ambassador in Washington until the middle of 1957 in both
    "107109": "109262",  # Mohammad Daoud: Prime Minister of Afghanistan, visited in 1958
    "106703": "106705",  # G. Lewis Jones: Ambassador to Tunisia, 1956–1959, then Assistant Secretary, in both
    "107112": "113191",  # Sultan Mohammad Khan: Pakistani Ambassador in Washington from 1972 in both
    "107211": "100662",  # Joseph Attard Kingswell: Maltese diplomat in the same years, one name in both
    "115594": "105717",  # Mohamed Heikal: editor of Al Ahram, close to Nasser, in both
    "109117": "108116",  # Alfonso López Michelsen: President of Colombia, visited in 1975
    "104289": "104302",  # Wesley R. Fishel: Michigan State University in both
    "112305": "103959",  # Jafar Sharif-Emami: Prime Minister of Iran from August 1960 to May 1961
    "102873": "111722",  # Adolfo Ruiz Cortines: President of Mexico, 1952–1958, visited in 1953 and 1956
    "104233": "113722",  # José Joaquín Trejos Fernández: President of Costa Rica, 1966–1970, visited in 1968
    "116084": "112023",  # Jerrold Schecter: National Security Council Staff in both
    "105330": "105327",  # D. Keith Guthrie: National Security Council Staff, 1970–1972, in both
    "104746": "104772",  # James M. Gavin: Ambassador to France, 1961–1962, in both
    "106647": "106650",  # G. Griffith Johnson: Assistant Secretary for Economic Affairs, May 18, 1962–May 1, 1965
    "103101": "107822",  # Vasco Leitão da Cunha: Brazilian Ambassador to Cuba
    "100278": "107085",  # Awni Khalidy: Iraqi Representative at the United Nations until December 1955 in both
    "108375": "108374",  # Mohammad Hashim Maiwandwal: Prime Minister of Afghanistan, 1965–1967, visited in 1967
    "107243": "107224",  # Rudolf Kirchschläger: President of Austria from 1974, visited in 1984
    "116029": "111354",  # Egerton R. Richardson: Jamaican Ambassador at the U.N., then in Washington from 1967
    "102113": "100692",  # Manuel Ávila Camacho: President of Mexico, visited in 1943
    "103956": "103955",  # Paul Ély: French Representative, NATO Standing Group, in both
    "116194": "113523",  # C. R. Thompson: Personal Assistant to the British Minister of Defence in both
    "115113": "100245",  # Raúl Alfonsín: President of Argentina from December 1983, visited from 1984
    "110216": "110224",  # Roderic L. O’Connor: Assistant Secretary, Security and Consular Affairs, from 1957
    "102523": "107445",  # Kriangsak Chamanan: Prime Minister of Thailand, 1977–1980, visited in 1979
    "108567": "105122",  # Ramón Grau San Martín: President of Cuba from 1944, visited as President-elect in 1944
    "116069": "111818",  # Alexander Sakellariou: Vice Admiral, Greek Minister of National Defense from 1951, in both
    "102309": "100676",  # João Augusto de Araújo Castro: Brazilian Representative at the U.N.
    "106221": "100062",  # Tawfiq Abu al-Huda: Prime Minister of Jordan in both
    "115880": "100366",  # Luis Alberto Monge: President of Costa Rica from May 1982, visited from 1982
    "115881": "100366",  # Luis Alberto Monge: Secretary General of his party until 1979
    "102611": "102595",  # Dick Clark: Senator from Iowa, Ambassador-at-Large from May to November 1979
    "101060": "103309",  # Jacques Delarüe Caron de Beaumarchais: French Foreign Ministry in both
    "109812": "109779",  # Nguyen Tho Chan: North Vietnamese Ambassador to the Soviet Union in both
    "100154": "100160",  # Ahmad bin Yahya: Imam of Yemen until 1962
    "105452": "100160",  # Ahmad bin Yahya Hamid al-Din: Imam of Yemen in 1955–1957
    "115714": "107321",  # Pierre Koenig: Commander in Chief of the French Forces in Germany in both
    "102536": "102532",  # Abu Sayeed Chowdhury: President of Bangladesh from 1972, Foreign Minister in 1975
    "115160": "100795",  # Abdallah Ibrahim Bakr: Iraqi Minister in Washington until 1953 in both
    "116134": "116135",  # William French Smith: Attorney General from January 1981 in both
    "100484": "100485",  # Joseph A. Ankrah: Chairman of the National Liberation Council of Ghana from 1966
    "103404": "103270",  # Noel Deschamps: Australian diplomat in Moscow, then in Cambodia
    "100904": "100890",  # C. Tracy Barnes: Directorate for Plans, Central Intelligence Agency, in both
    "103391": "111597",  # François de Rose: French Representative to NATO, 1970–1975, in both
    "111512": "111513",  # Santiago Roel García: Mexican Secretary of Foreign Relations, 1976–1979, in both
    "105394": "105552",  # Günther Harkort: economic department, German Foreign Ministry, in both
    "107674": "103308",  # Jacques de Larosière: French Ministry of Economy and Finance in both
    "110300": "114847",  # Christos Xanthopoulos-Palamas: Deputy Foreign Minister of Greece from 1969
    "112933": "112934",  # Henry E. Stebbins: Ambassador to Uganda, July 22, 1966–September 2, 1969, in both
    "115318": "102617",  # William P. Clark: Deputy Secretary of State, 1981–1982, in both
    "110656": "110667",  # Phan Huy Quat: volumes refer from one spelling to the other
    "105451": "100019",  # Subhi Abd al-Hamid: Foreign Minister of Iraq until November 1964 in both
    "104044": "110291",  # Soraya Esfandiari-Bakhtiari: Queen of Iran in both
    "101249": "100998",  # Luis Batlle Berres: President of the National Council of Uruguay, visited in December 1955
    "115090": "100037",  # Abdullah bin Abdulaziz: Second Deputy Prime Minister of Saudi Arabia
    "106320": "100253",  # Jamal al-Husayni: counselor to King Saud in both
    "107542": "103298",  # Jean de la Chevardière de la Grandville: French Foreign Ministry in both
    "100505": "109011",  # Ernesto de Melo Antunes: Portuguese Foreign Minister, 1975–1976, in both
    "102880": "102881",  # Artur da Costa e Silva: President of Brazil from March 15, 1967
    "112468": "112469",  # Władysław Sikorski: Polish Prime Minister, 1939–1943, in both
    "100032": "115092",  # Abdullah ibn Hussein: King of Jordan, assassinated July 20, 1951, in both
    "102569": "115037",  # Zhu De (Chu Te): Commander of the People’s Liberation Army
    "113035": "113034",  # Henry L. Stimson: Governor General of the Philippines, 1927–1929, then Secretary of State
    "115343": "102950",  # Howard A. Craig: Major General in 1945, Lieutenant General in 1953
    "114829": "114830",  # W. Marshall Wright: Acting Asst. Secretary for Congressional Relations
    "110616": "110608",  # Val Peterson: Ambassador to Denmark from August 1957 in both
    "116267": "114514",  # Robert E. White: Deputy Representative to the OAS, 1975–1977, then Ambassador to Paraguay
    "111788": "111787",  # Sabah al-Ahmad: Foreign Minister of Kuwait, 1963–2003, then Prime Minister and Amir
    "101554": "106778",  # Juan Carlos: son of the Pretender to the Spanish throne, then King
}


@dataclass(frozen=True)
class Part:
    """A person whom upstream has merged with another: the name, and the volumes' persons that mean this one."""

    key: str
    name: str
    members: frozenset[str]
    reason: str


_DEFENSE_MOBILIZATION = frozenset(
    {
        *("frus1951v03p1/p_WCE1", "frus1951v03p2/p_WCE1", "frus1951v04p1/p_WCE1", "frus1951v04p2/p_WCE1"),
        *("frus1952-54v02p1/p_WILSONCE1", "frus1952-54v02p2/p_WILSONCE1", "frus1952-54v04/p_WCE1"),
        *("frus1952-54v06p1/p_WILSONCE1", "frus1952-54v06p2/p_WILSONCE1"),
    }
)
#: Records that mean several persons.
MERGED = {
    "114659": (
        Part(
            "charles-edward",
            "Wilson, Charles Edward",
            _DEFENSE_MOBILIZATION,
            "Director of Defense Mobilization until January 1953; the other became Secretary of Defense in that month. "
            "FRUS 1952–1954, volume II, part 1 lists both.",
        ),
        Part(
            "charles",
            "Wilson, Charles",
            frozenset({"frus1977-80v02/p_WC_2"}),
            "Member of the House of Representatives in 1977–1980, two decades after the Secretary of Defense.",
        ),
    ),
    "104298": (
        Part(
            "representative",
            "Fish, Hamilton",
            frozenset({"frus1977-80v18/p_FH_1"}),
            "The Secretary of State died in 1893; the other was in the House of Representatives in 1977–1980.",
        ),
    ),
    "114298": (
        Part(
            "chairman",
            "Warren, Charles",
            frozenset({"frus1977-80v02/p_WC_1"}),
            "An Assistant Attorney General of 1915, and the Chairman of the Council on Environmental Quality of 1977–1979.",
        ),
    ),
    "107005": (
        Part(
            "general",
            "Kelly, John",
            frozenset({"frus1961-63v19/p_KMGJ1"}),
            "An Assistant Secretary of the Interior, and a Major General who headed a military mission in India.",
        ),
    ),
    "100582": (
        Part(
            "correspondent",
            "Armstrong, John",
            frozenset({"frus1981-88v13/p_AJ_1"}),
            "The minister to France died in 1843; the other was at a broadcasting company in the 1980s.",
        ),
    ),
}
#: Volumes' persons that upstream has put into the record of another person, and the record to which they belong.
MOVED = {
    "frus1969-76v23/p_HT_1": "105656",  # Hassan bin Talal: the younger brother of King Hussein, who is in that list too
    "frus1969-76v24/p_SAJSS1": "111787",  # Sabah al-Ahmad: Foreign Minister, listed beside the Crown Prince
    "frus1964-68v06/p_MCAJS1": "108743",  # John S. McCain Jr.: Commander in Chief, Pacific, from July 1968
    "frus1964-68v07/p_MCAJS1": "108743",
    "frus1969-76v07/p_MJS1": "108743",
    "frus1969-76v37/p_WJ_2": "116266",  # John P. White: Deputy Director, Office of Management and Budget
    "frus1977-80v18/p_WJ_1": "116266",
    "frus1969-76v38p2/p_MWG_1": "109170",  # William Green Miller: staff director of the Senate committee
    # Georgios Papandreou, Prime Minister in 1944 and 1963–1965, not his grandson who visited in 2010
    **dict.fromkeys(
        (
            *("frus1945Berlinv02/p_PG1", "frus1951v05/p_PG1", "frus1955-57v24/p_PG1", "frus1961-63v16/p_PG1"),
            *("frus1964-68v16/p_PG1", "frus1964-68v33/p_PG4", "frus1969-76v29/p_PG1"),
        ),
        "110352",
    ),
    "frus1958-60v07p1/p_DJ1": "101553",  # Don Juan: the Count of Barcelona, not his son
    "frus1958-60v07p2/p_DJ1": "101553",
}
#: Records without a link to the visitor they mean: country and name of the visitor. The remarks of each give the office
#: in which the visitor came, or one that led to it in the years before.
VISITORS = {
    "100040": ("malaysia", "Abdul Rahman"),
    "100041": ("malaysia", "Abdul Razak"),
    "100206": ("belgium", "Albert"),
    "100698": ("chile", "Patricio Aylwin Azocar"),
    "100700": ("pakistan", "Ayub Khan"),
    "100844": ("bolivia", "Hugo Banzer Suarez"),
    "100930": ("bolivia", "Rene Barrientos Ortuno"),
    "101103": ("peru", "Fernando Belaunde Terry"),
    "102084": ("venezuela", "Rafael Caldera Rodriguez"),
    "102311": ("cuba", "Raul Castro"),
    "102455": ("cambodia", "Cheng Heng"),
    "102882": ("portugal", "Francisco da Costa Gomes"),
    "103352": ("china", "Deng Xiaoping"),
    "103422": ("ireland", "de Valera"),
    "103453": ("mexico", "Gustavo Diaz Ordaz"),
    "104255": ("costa-rica", "Jose Figueres Ferrer"),
    "104621": ("japan", "Takeo Fukuda"),
    "104858": ("pakistan", "Ghulam Mohammed"),
    "104918": ("france", "Valery Giscard d’Estaing"),
    "105384": ("ethiopia", "Haile Selassie"),
    "105686": ("czechoslovakia", "Vaclav Havel"),
    "105844": ("venezuela", "Luis Herrera Campins"),
    "107143": ("germany", "Kurt-Georg Kiesinger"),
    "107788": ("singapore", "Lee Kuan Yew"),
    "108042": ("colombia", "Carlos Lleras Restrepo"),
    "108119": ("mexico", "Jose Lopez Portillo"),
    "109185": ("congo-republic", "Andre Milongo"),  # upstream links to the other Congo
    "109239": ("congo-democratic-republic", "Mobutu Sese Seko"),
    "109301": ("peru", "Ernesto Montagne Sanchez"),
    "109476": ("morocco", "Hassan II"),
    "109751": ("burma", "Ne Win"),
    "109767": ("vietnam", "Diem"),
    "109924": ("cambodia", "Norodom Kantol"),
    "110015": ("costa-rica", "Daniel Oduber Quiros"),
    "110037": ("japan", "Masayoshi Ohira"),
    "110369": ("south-korea", "Park Chung Hee"),
    "111811": ("oman", "Said bin Taimur Bin Faisal"),
    "111952": ("congo-republic", "Denis Sassou-Nguesso"),  # upstream links to the other Congo
    "112437": ("somalia", "Mohammed Siad Barre"),
    "112544": ("cambodia", "Sirik Matak"),
    "112878": ("canada", "St. Laurent"),
    "113233": ("japan", "Zenko Suzuki"),
    "113342": ("japan", "Kakui Tanaka"),
    "113471": ("thailand", "Thanom Kittikachorn"),
    "113657": ("panama", "Omar Torrijos Herrera"),
    "113707": ("vietnam", "Tran Van Huu"),
    "113758": ("canada", "Pierre Elliott Trudeau"),
    "114676": ("united-kingdom", "Harold Wilson"),
    "114874": ("taiwan", "Yen Chia-kan"),
    "115044": ("pakistan", "Muhammad Zia ul-Haq"),
    "100285": ("syria", "Al-Khouri"),
    "100280": ("bahrain", "Hamad bin Isa al-Khalifa"),  # upstream links to another visitor of the family, too
    "102334": ("czechia", "Petr Necas"),  # upstream misspells the name
    "106325": ("jordan", "Hussein I"),
    "106876": ("greece", "Kostas Karamanlis"),
    "106877": ("greece", "Konstantinos Karamanlis"),
    "107224": ("austria", "Rudolf Kirchschlaeger"),
    "112570": ("lebanon", "Michel Sleiman"),  # upstream links to Greece, under which it lists the visit of 2009
    "114937": ("congo-republic", "Youlou"),  # upstream links to the other Congo
    "116073": ("saudi-arabia", "Salman bin Abdulaziz al-Saud"),  # Governor of Riyadh, 1963–2011, then King
    "115045": ("bangladesh", "Ziaur Rahman"),
}
#: Records without a link to another source in which the person is, and an identifier there, or the actor. The remarks
#: give an office that only this person held at that time, or one that a biography of the person names.
IDENTIFIERS = {
    "100136": ("bioguide", "A000059"),  # Vice President-elect after 5 November 1968
    "100879": ("bioguide", "B000145"),  # Vice President
    "105721": ("pocom", "hays-lawrence-brooks"),  # member of the House of Representatives from Arkansas
    "106282": ("bioguide", "H000953"),  # Senator from Minnesota, then Vice President
    "108862": ("pocom", "mcgovern-george-stanley"),  # Senator from South Dakota
    "111273": ("pocom", "reischauer-edwin-oldfather"),  # Ambassador to Japan, 1961–1966
    "114215": ("bioguide", "W000077"),  # Vice President, 1941–1945
    "114611": ("pocom", "williams-gerhard-mennen"),  # Assistant Secretary of State for African Affairs from 1961
    "114301": ("pocom", "warren-william-fletcher"),  # Ambassador in Venezuela, 1951–1956
    "102454": ("bioguide", "C000344"),  # White House Chief of Staff from November 1975, later Vice President
    "101303": ("bioguide", "B000444"),  # Senator from Delaware
    "101156": (ACTOR, "bjarni-benediktsson"),  # visited in 1964 and 1969; a namesake visited in 2024
    "104763": (ACTOR, "robert-m-gates"),  # National Security Council Staff to 1979, then Deputy Director of the CIA
    "104996": (ACTOR, "david-c-gompert"),  # Department of State under Presidents Ford and Reagan
    "115208": (ACTOR, "dennis-c-blair"),  # naval officer on the National Security Council Staff
    "115706": (
        ACTOR,
        "robert-r-king",
    ),  # National Security Council Staff, as a White House Fellow under President Carter
}
#: Entries of persons lists that name nobody: a line of the entry before, broken off.
NO_PERSON = {"frus1961-63v01/p_SA1"}
#: Records that name nobody.
NO_PERSON_RECORDS = {
    "106363": "persons whose names are not declassified",
    "116100": "a kingdom",
}
#: Names in common use, where the volumes use another.
COMMON_NAMES = {"107127": "Nikita Khrushchev"}
