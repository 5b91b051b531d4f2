"""Names of one person that no rule joins, each with what the texts themselves show: nothing here is known from elsewhere.

Two names without such a trace stay two persons, even if everybody knows better: a judgement by hand can join them.
"""

from __future__ import annotations

from fpdata.model.slugs import fold

#: By country: the name that is used, then the others. Without a remark: in the same office since the same day, or named
#: in the same office by texts that follow each other, the later one with a start before the earlier text. "Nested": all
#: words of the one name are in the other, but for the transcription.
_SAME_PERSONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "aruba": (("Michiel Godfried EMAN", "Mike EMAN"),),  # in the same office: Michiel "Mike" Godfried EMAN
    "argentina": (("Maria Cecilia NAHON", "Cecilia NAHON"),),
    "belarus": (("Mikalay SNAPKOW", "Nikolai SNOPKOV"),),
    "comoros": (("SOILIHI Mohamed Soilihi", "Soilihi Mohamed SOILIHI", "Mohamed SOILIH", "SOILIHI Mohamed Mamadou"),),
    "croatia": (("Josip PARO", "Josko PARO"),),  # the next text has Josip "Josko" PARO, since 2012
    "cyprus": (("George CHACALLI", "Georgios CHACALLI"),),
    "djibouti": (("Mohamed Siad DOUALEH", "Siad DOUALEH"),),
    "ethiopia": (("Fitsum AREGA Gebrekidan", "Ato FITSUM Arega", "FITSUM Arega"),),
    "gambia": (("Muhammed B.S. JALLOW", "Mohammed JALLOW"),),
    "iraq": (("Fareed Mustafa Kamil YASSEEN", "Farid YASIN"),),
    # The first and the second are nested; the second was Deputy Prime Minister, then Prime Minister.
    "kuwait": (
        ("MUHAMMAD SABAH al-Salim al-Sabah", "MOHAMMAD Sabah Al Salim Al Sabah", "Muhammad al-Sabah al-SALIM al-Sabah"),
        ("AHMAD AL-NAWAF Al-Ahmad al-Sabah", "Ahmed al-NAWAF al-Sabah", "Ahmad al-NAWAF al-Sabah"),
        # Nested; Deputy Prime Minister before.
        ("SABAH KHALID al-Hamad al-Sabah", "SABAH KHALID al-Hamid al-Sabah", "SABAH Khaled al-Hamad al-Sabah"),
        ("AL-ZAIN Sabah Naser Saud Al-Sabah", "Alzain Sabah Naser Saud ALSABAH", "AL-ZAIN Al-Sabah"),
    ),
    "malawi": (("Arthur Peter MUTHARIKA", "Peter MUTHARIKA"),),  # nested; the same office
    "malaysia": (("MUHYIDDIN Yassin", "MUHYIDDIN bin Mohamed Yassin"),),  # nested; Deputy Prime Minister before
    "nepal": (("Sridhar KHATRI", "Shreedhar KHATRI"),),
    "niger": (("Mamadou Kiari LIMAN-TINGUIRI", "Kiari LIMAN-TINGUIRI"),),
    "pakistan": (("Muhammad Shehbaz SHARIF", "Shehbaz SHARIF"),),  # nested; the same office
    "solomon-islands": (("Janice Mose KEMAKEZA", "Janice MOSE"),),
    "thailand": (
        ("PAETONGTARN Shinawatra", "PHAETHONGTHAN Chinnawat"),  # the text of 2024-09-12 gives both
    ),
    "timor-leste": (("TAUR Matan Ruak", "Jose Maria de VASCONCELOS"),),
    # Nested; the same office, which rotates.
    "tokelau": (("Esera Fofō Filipo TUISANO", "Fofo Filipo TUISANO", "Esera Fofō Filipo Tuisano TUISANO"),),
    # The note on Cyprus of 2025-10-07 says that its ambassador is the chargé in Kyiv.
    "united-states": (("Julie S. DAVIS", "Julie Davis FISHER", "Julie D. FISHER", "Julie FISHER", "Julie Fisher"),),
    "united-arab-emirates": (
        (
            "Yousif AL OTAIBA",
            "Yousif Mana Saeed Ahmed AL OTAIBA",
            "Yusif bin Mani bin Said al-UTAYBA",
            "Yusif bin Mani Said Ahmed al UTAYBA",
        ),
    ),
    # Texts say that the former ambassador became foreign minister, and that the foreign minister became Prime Minister.
    "yemen": (("Ahmad Awadh BIN MUBARAK", "Ahmad Awad BIN MUBAREK"),),
}
#: Actors of the package under names that the Factbook does not use, by country and name: the package has them as visitors
#: with the title of that office, or of the same rank, while texts name them, or before with the same family name.
_KNOWN_AS = {
    ("bangladesh", "Hasina WAZED"): "sheikh-hasina",
    ("bangladesh", "Sheikh HASINA Wazed"): "sheikh-hasina",
    ("bangladesh", "HASINA Wazed"): "sheikh-hasina",
    ("cape-verde", "Carlos W. VEIGA"): "carlos-a-w-de-carvalho-veiga",
    ("nicaragua", "Jose Daniel ORTEGA Saavedra"): "daniel-ortega",
    ("united-states", "Anne Slaughter ANDREW"): "anne-s-andrews",
    ("united-states", "Lisa Suzanne KENNA"): "lisa-d-kenna",
    ("kuwait", "NASIR Sabah al-Ahmad al-Sabah"): "nasser-sabah-al-ahmed-al-sabah",
    ("mauritius", "Navin RAMGOOLAM"): "navinchandra-ramgoolam",
    ("saudi-arabia", "MUHAMMAD BIN SALMAN bin Abd al-Aziz Al Saud"): "mohammed-bin-salman",
    ("timor-leste", "Kay Rala Xanana GUSMAO"): "jose-alexander-xanana-gusmao",
    ("timor-leste", "Kay Rala Xanana GUSMÃO"): "jose-alexander-xanana-gusmao",
}
#: Persons whom no other source has, although a relative in it has nearly their name: the Amir of Kuwait has other names
#: of father and grandfather than the Prime Minister of 2019–2022.
_ONLY_HERE = {("kuwait", "SABAH KHALID al-Hamad al-Sabah")}
_LISTED = {
    (country, fold(name)): names[0] for country, groups in _SAME_PERSONS.items() for names in groups for name in names
}
_ACTORS = {(country, fold(name)): actor for (country, name), actor in _KNOWN_AS.items()}


def listed_name(country_id: str, name: str) -> str:
    """Return the name by which a person with several names is known here; unchanged if it is not listed.

    >>> listed_name("united-states", "Julie D. FISHER")
    'Julie S. DAVIS'
    """
    return _LISTED.get((country_id, fold(name)), name)


def other_names(country_id: str, name: str) -> tuple[str, ...]:
    """Return the other names under which texts have a person."""
    return next((names[1:] for names in _SAME_PERSONS.get(country_id, ()) if fold(names[0]) == fold(name)), ())


def is_only_here(country_id: str, name: str) -> bool:
    """Whether a name means somebody whom no other source has."""
    return (country_id, listed_name(country_id, name)) in _ONLY_HERE


def known_as(country_id: str, name: str) -> str:
    """Return the actor whom a name means, if it is listed; else nothing."""
    return _ACTORS.get((country_id, fold(name)), "")
