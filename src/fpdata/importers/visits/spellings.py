"""Spellings of visitors' names: which ones mean the same person, and which one the data set uses.

Spellings that differ only in accents, case, hyphens, initials or honorifics have the same `name_key`. The others
are listed here if they certainly mean one person: the same office of the same country, in the same years.
"""

from __future__ import annotations

from fpdata.model.slugs import fold

#: Words that are ignored in comparisons because not all spellings have them.
_HONORIFICS = {"dr", "sheikh", "sheik", "dato", "seri", "lord"}

#: By country: the spelling that the data set uses, then the others.
_SPELLINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "afghanistan": (("Ashraf Ghani", "Ashraf Ghani Ahmedzai", "Mohamad Ashraf Ghani"),),
    "albania": (("Rexhep Meidani", "Rexhep Medjani"),),
    "algeria": (("Abdelaziz Bouteflika", "Abdelaziz Boutefilka"), ("Abdelmalek Sellal", "Abdelmalik Sellal")),
    "angola": (("João Lourenço", "João Manuel Gonçalves Lourenço"),),
    "argentina": (("Carlos Saul Menem", "Carlos Menem"),),
    "armenia": (("Robert Kocharian", "Robert Kochariyan"), ("Serzh Sargsyan", "Serge Sarkisian")),
    "azerbaijan": (("Heydar Aliyev", "Geidar Aliyev"),),
    "bahrain": (
        ("Isa bin Sulman al-Khalifa", "Isa Bin Sulman"),
        (
            "Hamad bin Isa al-Khalifa",
            "Hamad Bin Essa al-Khalifa",
            "Hamad Bin Isa Bin Salman al-Khalifa",
            "Hamad bin Issa al-Khalifa",
        ),
    ),
    "belgium": (("King Baudouin I", "King Baudouin"),),
    "benin": (("Boni Yayi", "Thomas Boni Yayi"),),
    "bolivia": (("Hugo Banzer Suarez", "Hugo Banzer"),),
    "botswana": (("Ketumile Masire", "Quett Ketumile Masire"),),
    "brazil": (
        ("Dilma Rousseff", "Dilma Roussef"),
        ("Fernando Henrique Cardoso", "Fernando Cardoso", "Henrique Cardoso"),
        ("Luiz Inacio Lula da Silva", "Luiz Inacio Lula de Salva", "Luiz Lula da Silva"),
    ),
    "brunei": (("Hassanal Bolkiah", "Haji Hassanal Bolkiah", "Hassan al Bolkiah", "Hassinal Bolkiah"),),
    "bulgaria": (("Petar Stoyanov", "Peter Stoyanov"),),
    "cambodia": (("Prince Sihanouk", "King Sihanouk", "Premier and Prince Sihanouk", "Premier & Prince Sihanouk"),),
    "canada": (("Diefenbaker", "Diefenbacker"),),
    "chile": (("Michelle Bachelet", "Michele Bachelet"), ("Gabriel Boric", "Gabriel Boric Font")),
    "colombia": (("Juan Manuel Santos", "Juan Manuel Santos Calderon"),),
    "cook-islands": (("Mark Brown", "Mark Stephen Brown"),),
    "costa-rica": (("Oscar Arias Sanchez", "Oscar Arias"),),
    "cyprus": (("Archbishop Makarios III", "Makarios"),),
    "denmark": (("Anders Fogh Rasmussen", "Anders Rasmussen"), ("Lars Lokke Rasmussen", "Lars Rasmussen")),
    "djibouti": (("Ismail Omar Guelleh", "Ismail Guelleh", "Ismail Guellah"),),
    "dominican-republic": (("Leonel Fernandez", "Leonel Fernandez Reyna"),),
    "ecuador": (("Guillermo Lasso", "Guillermo Lasso Mendoza"),),
    "egypt": (("Abdel Fattah al-Sisi", "Abdel Fattah Said Alsisi", "Abdelfattah Said Elsisi"),),
    "el-salvador": (
        ("Elias Antonio Saca", "Elias Saca", "Elias Saca Gonzalez"),
        ("Francisco Flores", "Francisco Flores Perez"),
    ),
    "equatorial-guinea": (("Teodoro Obiang Nguema", "Teodoro Obiang Nguema Mbasogo"),),
    "ethiopia": (("Hailemariam Desalegn", "Hailemariam Desalegn Boshe"),),
    "france": (("Nicolas Sarkozy", "Nicloas Sarkozy"),),
    "gabon": (("Ali Bongo Ondimba", "Ali Ben Bongo Odimba"), ("Omar Bongo", "El Hadj Omar Bongo")),
    "georgia": (("Eduard Shevardnadze", "Eduard Sheverdnadze"), ("Mikheil Saakashvili", "Mikhail Saakashvili")),
    "germany": (("Richard von Weizsaecker", "Richard von Weiszaecker"),),
    "ghana": (("John Kufuor", "John Agyekum Kufuor", "John Agyokum Kufuor"),),
    "greece": (("Konstandinos Simitis", "Konstandions Simitis", "Costas Simitis"),),
    "honduras": (
        ("Juan Orlando Hernandez", "Juan Hernando Hernandez"),
        ("Manuel Zelaya", "Manuel Zelaya Rosales"),
    ),
    "iceland": (("David Oddsson", "David Oddson"),),
    "indonesia": (("Suharto", "Soeharto"),),
    "iran": (("Mohammad Reza Pahlavi", "Mohammed Reza Pahlavi"),),
    "iraq": (("Nouri al-Maliki", "Nuri al-Maliki"),),
    "israel": (("Benjamin Netanyahu", "Benyamin Netanyahu", "Binyamin Netanyahu"),),
    "italy": (("Carlo Azeglio Ciampi", "Carlo Ciampi"), ("Giulio Andreotti", "Giulio Giulio Andreotti")),
    "jordan": (
        ("King Abdullah II", "Abdullah II bin Al-Hussein", "Abdullah II ibn Al Hussein", "King Abdullah"),
        ("King Hussein", "King Hussein I"),
    ),
    "kuwait": (
        ("Jabir al-Ahmad al-Sabah", "Jabir al-Ahmed al-Sabah", "Jabir al-Sabah"),
        ("Sabah al-Ahmed al-Jaber al-Sabah", "Sabah al-Ahmed al-Jabir al-Sabah"),
    ),
    "latvia": (("Vairi Vike-Freiberga", "Vairi Vike-Freiburga"),),
    "lebanon": (("Rafiq Hariri", "Rafiq al-Hariri"), ("Saad Hariri", "Sa’ad al-Hariri")),
    "lithuania": (("Dalia Grybauskaite", "Galia Grybauskaite"),),
    "malaysia": (
        ("Mahathir Mohamed", "Mahathir bin Muhammad"),
        ("Najib Razak", "Mohd Najid Razak", "Najib ben Abdul Razak"),
    ),
    "mauritius": (("Anerood Jugnauth", "Aneerood Jugnauth"),),
    "mexico": (
        ("Ernesto Zedillo Ponce de Leon", "Ernesto Zedillo"),
        ("Felipe Calderon", "Feilipe Calderon"),
        ("Gustavo Diaz Ordaz", "Gustavo Gustavo Diaz Ordaz"),
    ),
    "monaco": (("Prince Rainier III", "Prince Rainier"),),
    "morocco": (("King Mohammed VI", "King Mohamed VI"),),
    "mozambique": (("Armando Guebuza", "Ermando Emilio Guebuza"), ("Joaquim Chissano", "Joaquim Alberto Chissano")),
    "namibia": (("Hilikepunye Lucas Pohamba", "Hifike Pohamba"),),
    "netherlands": (
        ("Jan Peter Balkenende", "Jan Balkenende"),
        ("Ruud Lubbers", "Rudolphus F. M. (Ruud) Lubbers"),
        ("Wim Kok", "Willem Kok", "Willem (Wim) Kok"),
    ),
    "nicaragua": (("Enrique Bolanos", "Enrique Bolonas"),),
    "nigeria": (
        ("Muhammadu Buhari", "Muhammedu Buhari"),
        ("Olusegun Obasanjo", "Olesegun Obasanjo", "Olesegun Obsanjo", "Olusegun Obsanjo"),
    ),
    "norway": (("Gro Harlem Brundtland", "Gro Harlem Bruntland"),),
    "pakistan": (
        ("Asif Ali Zardari", "Asif Zadari", "Asif Zardari"),
        ("Nawaz Sharif", "Mohammed Nawaz Sharif"),
        ("Yusuf Raza Gilani", "Yousuf Gillani"),
    ),
    "palau": (("Surangel Whipps, Jr.", "Surangel Samuel Whipps, Jr."),),
    "philippines": (("Ferdinand Marcos Jr.", "Ferdinand Romualdez Marcos Jr."),),
    "poland": (("Aleksander Kwasniewski", "Alexander Kwasniewski"),),
    "portugal": (
        ("Anibal Cavaco Silva", "Anibal Antonio Cavaco e Silva"),
        ("Jose Manuel Durao", "Jose Durao"),
    ),
    "qatar": (("Tamim bin Hamad al-Thani", "Tameem bin Hamad al-Thani"),),
    "romania": (("Klaus Iohannis", "Klaus Werner Iohannis"),),
    "russia": (("Dmitri Medvedev", "Dimitry Medvedev", "Dmitriy Medvedev"),),
    "saudi-arabia": (
        ("Abdullah bin Abd-el Aziz al-Saud", "Abdullah bin Albdul Aziz"),
        ("Salman bin Abdulaziz al-Saud", "Salman bin Abdel Aziz bin-Saud"),
    ),
    "sierra-leone": (("Ernest Bai Koroma", "Ernest Koroma"),),
    "singapore": (("Lee Hsien Loong", "Lee Hsien Leong"),),
    "south-africa": (("Jacob Zuma", "Jacob Gedleyihleskisa Zuma"),),
    "spain": (("Jose Maria Aznar", "Jose Aznar"),),
    "sri-lanka": (("Ranil Wickremesinghe", "Ranil Wickremasinghe"),),
    "sudan": (("Jaafar Nimeiri", "Jaafar Nimieri"),),
    "sweden": (("Fredrik Reinfeldt", "Fredrik Reingeldt", "John Fredrik Reinfeldt"),),
    "tajikistan": (("Emomali Rahmon", "Emomali Rakhmonov"),),
    "tanzania": (("Jakaya Kikwete", "Jakaya Mrisho Kikwete"),),
    "thailand": (("Bhumibol Adulyadej", "King Bhumibol"), ("Thaksin Shinawatra", "Thaksin Chinnawat")),
    "tonga": (("Siaosi Sovaleni", "Siaosi Ofa Ki Vahafolau Sovaleni"),),
    "tunisia": (("Zine El Abidine Ben Ali", "Zine al Abidine Ben Ali"),),
    "turkey": (
        ("Recep Tayyip Erdogan", "Recep Erdogan"),
        ("Suleyman Demirel", "Suleiman Demirel", "Suleyman Demiral"),
    ),
    "ukraine": (("Petro Poroshenko", "Petro Porochenko"), ("Volodymyr Zelenskyy", "Volodymyr Zelensky")),
    "uzbekistan": (("Islam Karimov", "Islom Karimov"),),
    "yemen": (("Ali Abdullah Saleh", "Ali Abdallah Salih"),),
}


def name_key(name: str) -> str:
    """Return what all spellings of a name share: no accents, case, hyphens, initials and honorifics."""
    words = [word for word in fold(name).split() if len(word) > 1 and word not in _HONORIFICS]
    return "".join(words) if words else fold(name)


#: Names that mean somebody in some years only, by country and key: first and last year, and the name of the person.
#: They are family names of persons known in full from other years or other sources, full names that two persons have,
#: and names that upstream has instead of the visitor's. The evidence is in the citations of the person or the visit.
_MEANINGS: dict[tuple[str, str], tuple[tuple[int, int, str], ...]] = {
    ("bahrain", "sulmanalkhalifa"): ((1983, 1983, "Isa bin Sulman al-Khalifa"),),
    ("colombia", "ospina"): ((1922, 1922, "Pedro Nel Ospina"), (1946, 1946, "Mariano Ospina Pérez")),
    ("costa-rica", "josefigueresferrer"): ((1994, 1994, "José María Figueres Olsen"),),
    ("france", "degaulle"): ((1945, 1969, "Charles de Gaulle"),),
    ("ghana", "nkrumah"): ((1958, 1961, "Kwame Nkrumah"),),
    ("greece", "karamanlis"): ((1956, 1961, "Konstantinos Karamanlis"),),
    ("greece", "konstandinoskaramanlis"): ((2004, 2005, "Kostas Karamanlis"),),
    ("greece", "konstantinoskaramanlis"): ((2004, 2005, "Kostas Karamanlis"),),
    ("guinea", "toure"): ((1959, 1962, "Sekou Toure"),),
    ("italy", "fanfani"): ((1958, 1963, "Amintore Fanfani"),),
    ("italy", "segni"): ((1959, 1964, "Antonio Segni"),),
    ("kuwait", "sabahalsabah"): ((2003, 2005, "Sabah al-Ahmed al-Jaber al-Sabah"),),
    ("laos", "choummalysayasone"): ((2022, 2022, "Phankham Viphavanh"),),
    ("liberia", "tubman"): ((1943, 1961, "William V. S. Tubman"),),
    ("philippines", "benignoaquino3rd"): ((2022, 2022, "Teodoro Locsin Jr."),),
    ("tanzania", "nyerere"): ((1961, 1963, "Julius K. Nyerere"),),
    ("vietnam", "nguyentandung"): ((2022, 2022, "Phạm Minh Chính"),),
}

_PREFERRED = {
    (country_id, name_key(name)): names[0]
    for country_id, groups in _SPELLINGS.items()
    for names in groups
    for name in names
}


def meaning(country_id: str, name: str, year: int) -> str | None:
    """Return the name of the person whom a name means in a year, if it is listed as somebody else's name."""
    meanings = _MEANINGS.get((country_id, name_key(name)), ())
    return next((person for first, last, person in meanings if first <= year <= last), None)


def preferred_spelling(country_id: str, name: str, year: int) -> str:
    """Return a name in the spelling that the data set uses; unchanged if it is not listed."""
    return meaning(country_id, name, year) or _PREFERRED.get((country_id, name_key(name)), name)
