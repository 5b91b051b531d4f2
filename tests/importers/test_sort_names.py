"""Sorting whole names by the usage of the country."""

from __future__ import annotations

import pytest

from fpdata.importers.core.person_names import split_suffix, without_titles
from fpdata.importers.core.sort_names import sort_name_of


@pytest.mark.parametrize(
    ("country", "name", "expected"),
    [
        # No family name: patronymics and single names.
        ("iceland", "Olafur Grimsson", "Olafur Grimsson"),
        ("mongolia", "Tsakhia Elbegdorj", "Tsakhia Elbegdorj"),
        ("ethiopia", "Abiy Ahmed Ali", "Abiy Ahmed Ali"),
        ("burma", "Ne Win", "Ne Win"),
        ("indonesia", "Suharto", "Suharto"),
        ("malaysia", "Hussein bin Onn", "Hussein bin Onn"),
        ("ruritania", "Hamad bin Isa al-Khalifa", "Hamad bin Isa al-Khalifa"),
        # The family name comes first.
        ("vietnam", "Nguyen Tan Dung", "Nguyen Tan Dung"),
        ("japan", "Kishida Fumio", "Kishida Fumio"),
        ("japan", "Shinzo Abe", "Abe, Shinzo"),
        # Two family names.
        ("spain", "Jose Luis Rodriguez Zapatero", "Rodriguez Zapatero, Jose Luis"),
        ("spain", "Pedro Sánchez", "Sánchez, Pedro"),
        ("mexico", "Carlos Salinas de Gortari", "Salinas de Gortari, Carlos"),
        ("mexico", "Miguel de la Madrid", "de la Madrid, Miguel"),
        ("panama", "Juan Carlos Varela", "Varela, Juan Carlos"),
        ("portugal", "Marcelo Rebelo de Sousa", "Rebelo de Sousa, Marcelo"),
        ("angola", "Jose Eduardo dos Santos", "Santos, Jose Eduardo dos"),
        ("france", "Valery Giscard d’Estaing", "Giscard d’Estaing, Valery"),
        # Particles and articles.
        ("germany", "Richard von Weizsaecker", "Weizsaecker, Richard von"),
        ("netherlands", "Andreas A. M. van Agt", "Agt, Andreas A. M. van"),
        ("france", "Charles de Gaulle", "Gaulle, Charles de"),
        ("belgium", "Alexander De Croo", "De Croo, Alexander"),
        ("iraq", "Nouri al-Maliki", "Maliki, Nouri al-"),
        # Suffixes.
        ("palau", "Tommy E. Remengesau, Jr.", "Remengesau, Tommy E., Jr."),
        ("philippines", "Benigno S. Aquino, 3rd", "Aquino, Benigno S., III"),
        ("cyprus", "Makarios III", "Makarios III"),
    ],
)
def test_a_name_sorts_by_the_usage_of_its_country(country: str, name: str, expected: str) -> None:
    assert sort_name_of(name, country) == expected


@pytest.mark.parametrize(
    ("country", "name", "bare"),
    [
        ("malaysia", "Dato' Seri Anwar bin Ibrahim", "Anwar bin Ibrahim"),
        ("malaysia", "Tun Dr. Mahathir bin Mohamad", "Mahathir bin Mohamad"),
        ("indonesia", "Sri Mulyani", "Sri Mulyani"),
        ("burma", "U Nu", "Nu"),
        ("united-arab-emirates", "Sheikh Mohamed bin Zayed Al Nahyan", "Mohamed bin Zayed Al Nahyan"),
        ("marshall-islands", "Dr. Hilda C. Heine", "Hilda C. Heine"),
        ("bangladesh", "Sheikh Hasina", "Sheikh Hasina"),
        ("iran", "Amir Abbas Hoveyda", "Amir Abbas Hoveyda"),
        ("malta", "Dom Mintoff", "Dom Mintoff"),
        ("afghanistan", "Shah Mahmud", "Shah Mahmud"),
        ("australia", "Lord Gowrie", "Lord Gowrie"),
        ("palau", "Surangel Whipps, Jr", "Surangel Whipps Jr."),
        ("somalia", "Hassan Sheikh Mohamud", "Hassan Sheikh Mohamud"),
    ],
)
def test_titles_come_off_the_front_of_a_name(country: str, name: str, bare: str) -> None:
    assert without_titles(name, country) == bare


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("King Abdullah II", "Abdullah II"),
        ("Emperor Dom Pedro II", "Pedro II"),
        ("Premier and Prince Sihanouk", "Sihanouk"),
        ("Amir Sheikh Tamim bin Hamad Al Thani", "Tamim bin Hamad Al Thani"),
        ("King", "King"),
    ],
)
def test_titles_come_off_the_name_of_a_ruler(name: str, bare: str) -> None:
    assert without_titles(name, is_ruler=True) == bare


def test_a_suffix_is_split_off_in_one_spelling() -> None:
    assert split_suffix("James A. Baker, 3d") == ("James A. Baker", "III")
    assert split_suffix("James Baker") == ("James Baker", "")
