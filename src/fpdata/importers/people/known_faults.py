"""What the people records get wrong, as far as it is known: persons split, merged, or made of broken lines.

Each entry has the evidence, which the remarks of the records and the persons lists of the volumes give.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    )
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
    "115045": ("bangladesh", "Ziaur Rahman"),
}
#: Records without a link to another source in which the person is, and an identifier there. The remarks give an office
#: that only this person held at that time.
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
