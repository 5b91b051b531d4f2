"""What the people records get wrong, as far as it is known: persons merged, not linked, or made of broken lines.

Each entry has the evidence, which the remarks of the records and the persons lists of the volumes give.
"""

from __future__ import annotations

from dataclasses import dataclass

from fpdata.importers.core.draft import ACTOR


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
    "110661": (
        Part(
            "general",
            "Pham Van Dong",
            frozenset({"frus1964-68v02/p_PVD2", "frus1964-68v03/p_PVD2"}),
            "The Prime Minister in Hanoi, and a general of the Republic of Vietnam; two volumes list both.",
        ),
    ),
    "106290": (
        Part(
            "brigadier",
            "Hunt, John",
            frozenset({"frus1945Berlinv01/p_HBJ1"}),
            "The Secretary of the British Cabinet of 1973–1979, and the commander of a brigade in Greece in 1945.",
        ),
    ),
    "100585": (
        Part(
            "private-secretary",
            "Armstrong, William",
            frozenset({"frus1952-54v10/p_AW1"}),
            "A special assistant in the Department of State, and the private secretary of a British minister.",
        ),
    ),
    "106708": (
        Part(
            "howard-d",
            "Jones, Howard D.",
            frozenset({"frus1961-63v23/p_JHD1"}),
            "The Ambassador to Indonesia, and an officer for East Asia; one volume lists both.",
        ),
    ),
    "100300": (
        Part(
            "analyst",
            "Allen, George",
            frozenset({"frus1964-68v06/p_AG2"}),
            "A director of the Information Agency until 1960, and an analyst of the Central Intelligence Agency in 1968.",
        ),
    ),
}
#: Volumes' persons that upstream has put into the record of another person, and the record to which they belong.
MOVED = {
    "frus1969-76ve16/p_HR_1": "105401",  # Robert Haldeman: head of the Kennecott Copper Corporation in Chile
    "frus1969-76v25/p_HT_1": "105656",  # Hassan bin Talal: Crown Prince of Jordan
    "frus1977-80v08/p_TH_1": "105656",  # the same
    "frus1977-80v26/p_CR_2": "102312",  # Raul H. Castro: Ambassador to Argentina, 1977–1980
    "frus1981-88v03/p_BN_1": "115158",  # Norman A. Bailey: Director, International Economic Affairs, in both
    # John D. Scanlan: Deputy Assistant Secretary in 1981, when Michael D. Scanlan was twenty; the id has his initials
    **dict.fromkeys(("frus1977-80v30/p_SJD_1", "frus1981-88v03/p_SJD_1", "frus1981-88v13/p_SJD_1"), "112003"),
    # Friedrich Ebert Jr., Mayor of East Berlin, not his father, who was in the Reichstag in 1916
    **dict.fromkeys(("frus1949v03/p_EF1", "frus1951v03p1/p_EF1", "frus1951v03p2/p_EF1"), "103801"),
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
    "102151": ("pocom", "peterson-katherine-hubay"),  # Director of the Foreign Service Institute, as Canavan
    "104678": ("pocom", "gallucci-gerard-m"),  # Chargé in Sudan
    "106976": ("pocom", "keiderling-franz-kelly"),  # born in 1966
    "107267": ("pocom", "klecheski-michael-s"),  # Chargé in Kazakhstan, then Ambassador to Mongolia
    "110609": ("pocom", "peterson-katherine-hubay"),  # Director of the Foreign Service Institute
    "113745": ("pocom", "mcfarland-kathleen-troia"),  # National Security Council Staff, 1974–1976
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
