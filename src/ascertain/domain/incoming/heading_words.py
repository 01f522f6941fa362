"""What the heading of a column is called, in several languages, for each thing that a column can mean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ascertain.domain.folding import fold
from ascertain.domain.incoming.meanings import Meaning

_WORDS = """
title: title | headline | event | incident | what happened | what | subject | short description | event name
title: name of event
title: عنوان | العنوان | الحدث | titre | título | titulo | titel | ereignis | başlık | olay | رویداد | événement
title: suceso
t_from: date | event date | incident date | date of incident | date of event | start date | date start | from | when
t_from: day | datetime | date time | timestamp | date from | occurred on | date occurred | attack date
t_from: incident datetime
t_from: التاريخ | تاريخ | تاريخ الحادث | تاريخ الحدث | تاریخ | تاریخ رویداد | fecha | fecha del incidente | datum
t_from: tarih | date de l'incident | date de l'événement | olay tarihi
t_to: end date | date end | to | until | till | date to | ended on | تاريخ الانتهاء | تاريخ النهاية | تاریخ پایان
t_to: date de fin | fecha fin | fecha de fin | enddatum | bitiş tarihi
when_clock: time | time of day | hour | local time | event time | incident time | الوقت | الساعة | ساعت | زمان
when_clock: heure | hora | uhrzeit | zeit | saat
when_year: year | iyear | السنة | سنة | العام | سال | année | annee | año | jahr | yıl
when_month: month | imonth | الشهر | شهر | ماه | mois | mes | monat | ay
when_day: day of month | iday | اليوم | روز | jour | día | tag | gün
precision: time precision | date precision | date accuracy | دقة التاريخ | دقت زمان
phrase: when as reported | time as reported | date as reported | approximate date | approxdate
zone: time zone | timezone | tz | المنطقة الزمنية | منطقه زمانی | fuseau horaire | zona horaria | zeitzone
zone: saat dilimi
place: place | location | where | city | town | village | site | place name | location name | locality | settlement
place: المكان | الموقع | مكان | المدينة | البلدة | مکان | محل | شهر محل | lieu | endroit | ville | lugar | ubicación
place: ubicacion | ciudad | ort | stadt | yer | konum | şehir
place_text: where as reported | location description | where description | place description | address
place_text: location details | وصف الموقع | العنوان التفصيلي
place_latitude: latitude | lat | y | lat dd | خط العرض | عرض جغرافیایی | latitud | breite | breitengrad | enlem
place_longitude: longitude | lon | lng | long | x | long dd | خط الطول | طول جغرافیایی | longitud | länge
place_longitude: längengrad | boylam
coordinates: coordinates | coords | geo | gps | lat lon | lat long | latlon | point | mgrs | geolocation
coordinates: الإحداثيات | احداثيات | مختصات | coordonnées | coordenadas | koordinaten | koordinatlar
country: country | country name | nation | iso | iso2 | iso3 | iso code | country code | البلد | الدولة | دولة
country: کشور | pays | país | pais | land | staat | ülke
place_admin1: province | governorate | admin1 | adm1 | adm 1 | state | region | first division | المحافظة | محافظة
place_admin1: الولاية | استان | gouvernorat | provincia | provinz | bundesland | gouvernement | il
place_admin2: district | admin2 | adm2 | adm 2 | county | second division | القضاء | المديرية | قضاء | شهرستان
place_admin2: distrito | kreis | bezirk | ilçe
where_precision: location precision | geo precision | where precision | spatial precision | geoprecision
where_precision: accuracy of location
kind: type | event type | kind | incident type | category | type of event | sub event type | type of incident
kind: attack type | النوع | نوع الحدث | نوع الحادث | نوع | نوع رویداد | tipo | art | tür | type d'événement
kind: tipo de evento | ereignistyp | olay türü
means: means | weapon | weapon type | weapons | munition type | type of weapon | السلاح | نوع السلاح | سلاح
means: نوع سلاح | arme | arma | waffe | silah
outcome: outcome | result | effect | النتيجة | نتیجه | résultat | resultado | ergebnis | sonuç
munitions: munitions | number of munitions | number of rockets | number of missiles | number of drones
munitions: munitions count
status: status | verification | verification status | confirmation | confidence | الحالة | وضعیت | statut | estado
status: stand | durum
status_reason: reason | reason for status | why | basis
target: target | targets | victim | victims | attacked | الهدف | المستهدف | هدف | cible | objetivo | blanco | ziel
target: hedef
claimed_by: claimed by | claim | claimant | responsibility | claim of responsibility | المتبني | تبنى
claimed_by: الجهة المتبنية | revendiqué par | reivindicado por | bekannt von | üstlenen
attributed_to: attributed to | attribution | perpetrator | perpetrators | attacker | attackers | actor | actor 1
attributed_to: actor1 | blamed on | suspected perpetrator | الجهة المنفذة | المنفذ | الفاعل | عامل | مهاجم | auteur
attributed_to: autor | täter | fail
host: host | hosted by | host force | base of
interceptor: intercepted by | interceptor | shot down by
killed_unknown: killed | dead | deaths | fatalities | death toll | kia | number killed | total killed | القتلى
killed_unknown: قتلى | عدد القتلى | الوفيات | الشهداء | کشته | کشته شدگان | تعداد کشته | morts | tués | muertos
killed_unknown: fallecidos | tote | getötete | ölü | ölen | ölü sayısı
injured_unknown: injured | wounded | injuries | wia | number injured | number wounded | total injured | الجرحى
injured_unknown: جرحى | عدد الجرحى | المصابين | مصابین | زخمی | مجروح | تعداد زخمی | blessés | heridos | verletzte
injured_unknown: verwundete | yaralı | yaralı sayısı
killed_civilian: civilians killed | civilian deaths | killed civilians | civilian fatalities | deaths civilians
killed_civilian: قتلى مدنيون | المدنيون القتلى | غیرنظامیان کشته | civils tués | civiles muertos
killed_civilian: getötete zivilisten | ölen sivil
injured_civilian: civilians injured | civilians wounded | injured civilians | civilian injuries | الجرحى المدنيون
injured_civilian: جرحى مدنيون | civils blessés | civiles heridos | verletzte zivilisten | yaralı sivil
killed_attacker: attackers killed | perpetrators killed
injured_attacker: attackers injured | attackers wounded | perpetrators wounded
killed_target_force: soldiers killed | military killed | target force killed | security forces killed
injured_target_force: soldiers injured | military injured | target force injured | soldiers wounded
source: source | sources | reported by | outlet | media | publisher | source name | المصدر | المصادر | مصدر | منبع
source: منابع | fuente | fuentes | quelle | quellen | kaynak
source_url: url | link | links | source url | source link | web address | urls | reference | references | الرابط
source_url: رابط | پیوند | لینک | lien | enlace | verweis | bağlantı
document_title: document | article | article title | source title | source headline | document title
quote: quote | quotation | statement | text | wording | اقتباس | نقل قول | citation | cita | zitat | alıntı
said_on: said on | source date | published | publication date | date of report | report date | date published
said_on: reported on | تاريخ النشر | تاریخ انتشار | date de publication | fecha de publicación | veröffentlicht am
origin: origin | goes back to | original source
tags: tags | tag | keywords | labels | الوسوم | وسوم | برچسب | برچسب ها | mots-clés | etiquetas | schlagwörter
tags: etiketler
notes: notes | note | description | summary | comments | comment | remarks | details | narrative | ملاحظات | الوصف
notes: وصف | التفاصيل | توضیحات | یادداشت | شرح | remarques | notas | descripción | bemerkungen | beschreibung
notes: anmerkungen | notlar | açıklama
follow_up_on: follow up on | follow up | look again on | due
is_aggregate: aggregate | aggregated | is aggregate
draft: draft | unfinished
uid: uid | uuid | guid
"""


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _WORDS.strip().splitlines():
        key, _, words = line.partition(":")
        found.setdefault(key, []).extend(heading_key(word) for word in words.split("|"))
    return {key: tuple(words) for key, words in found.items()}


def heading_key(heading: object) -> str:
    """A heading as it is compared: folded, without marks, low lines as spaces."""
    text = "" if heading is None else str(heading).lstrip("\ufeff").replace("_", " ")
    # An abbreviation is written with points or without, a unit in brackets or not.
    plain = fold(text).translate(_MARKS)
    return " ".join(plain.split())


_MARKS = {ord(mark): " " for mark in '()[]{}:;,.#*?!؟،/\\|"“”«»'}


def headings_of(meanings: Iterable[Meaning]) -> dict[str, tuple[str, float]]:
    """By every heading that is known the key that it is for, and how surely: its key or label for certain, a word of
    the table nearly so, the more the earlier it stands there."""
    found: dict[str, tuple[str, float]] = {}
    words = _words()
    meanings = tuple(meanings)
    for meaning in meanings:
        found.setdefault(heading_key(meaning.key), (meaning.key, 1.0))
    for meaning in meanings:
        found.setdefault(heading_key(meaning.label), (meaning.key, 0.95))
    for meaning in meanings:
        for rank, word in enumerate(words.get(meaning.key, ())):
            found.setdefault(word, (meaning.key, 0.9 - rank / 1000))
    found.pop("", None)
    return found
