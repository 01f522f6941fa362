"""Names of countries that other tables use beside those of the list `country`, by their ISO 3166-1 codes."""

from __future__ import annotations

from functools import cache

from ascertain.domain.folding import fold

_WORDS = """
AE: UAE | Emirates
BA: Bosnia | Bosnia-Herzegovina
BN: Brunei | Brunei Darussalam
BO: Bolivia
CD: Democratic Republic of Congo | Democratic Republic of the Congo | DR Congo | DRC | Congo-Kinshasa | Zaire
CG: Republic of Congo | Republic of the Congo | Congo-Brazzaville | Congo
CI: Ivory Coast | Cote d'Ivoire
CV: Cape Verde | Cabo Verde
CZ: Czech Republic | Czechia
FK: Falkland Islands
FM: Micronesia
GB: United Kingdom | UK | Great Britain | Britain
GM: Gambia | The Gambia
IR: Iran | Islamic Republic of Iran
KP: North Korea
KR: South Korea
LA: Laos
MD: Moldova
MK: Macedonia | North Macedonia | FYROM
MM: Burma | Myanmar
PS: Palestine | Palestinian Territory | Palestinian Territories | West Bank and Gaza | West Bank and Gaza Strip | Gaza
RU: Russia | Russian Federation | Soviet Union
SY: Syria | Syrian Arab Republic
SZ: Swaziland | eSwatini | Eswatini
TL: East Timor | Timor-Leste
TR: Turkey | Turkiye
TW: Taiwan
TZ: Tanzania
US: United States | USA | US | United States of America
VA: Vatican | Vatican City
VE: Venezuela
VN: Vietnam | Viet Nam
"""


@cache
def country_words() -> dict[str, str]:
    """The code of a country by its folded names."""
    found = {}
    for line in _WORDS.strip().splitlines():
        code, _, names = line.partition(": ")
        found.update({fold(name): code for name in names.split(" | ")})
    return found
