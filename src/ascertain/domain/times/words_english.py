"""English words for time, and the months of other calendars in Latin letters: what each becomes in the small language.

One meaning a line, its forms parted by `|` and compared folded (`domain.folding`). `-` is a word that changes nothing.
"""

from __future__ import annotations

ENGLISH = """
-: on | at | the | of | in | during | over | within | local | time | local time | for | sometime | some | as of
-: o | hrs | hour of | hours of | day of | same | date | course | course of | shortly | just | only | is | was
-: month of | year of | days of
a: a | an
g1: january | jan
g2: february | feb
g3: march | mar
g4: april | apr
g5: may
g6: june | jun
g7: july | jul
g8: august | aug
g9: september | sept | sep
g10: october | oct
g11: november | nov
g12: december | dec
w0: monday | mon
w1: tuesday | tues | tue
w2: wednesday | weds | wed
w3: thursday | thurs | thur | thu
w4: friday | fri
w5: saturday | sat
w6: sunday | sun
1: one
2: two
3: three
4: four
5: five
6: six
7: seven
8: eight
9: nine
10: ten
11: eleven
12: twelve
24: twenty four
48: forty eight
72: seventy two
few: few | several | a few | a number of
couple: couple | a couple | a couple of
first: first
second: second
third: third
fourth: fourth
half: half
quarter: quarter
minute: minute
minutes: minutes | mins
hour: hour
hours: hours
day: day
days: days
week: week
weeks: weeks
month: month
months: months
year: year
years: years
today: today | this day | the same day | same day | now | todays
yesterday: yesterday | yesterdays | the day before | the previous day | the day earlier
2 days ago: the day before yesterday | day before yesterday | two days before | 2 days before
tomorrow: tomorrow | the following day | the next day | next day | following day | the day after | a day later
tomorrow: one day later
last night: last night | overnight | the previous night | the night before | overnight hours
tonight: tonight | this night
night: night | nighttime | the night of | overnight on
early: early | the early hours | early hours | the small hours | small hours | pre dawn | predawn | before dawn
early: after midnight | beginning | the beginning | start | the start | wee hours
mid: mid | middle | the middle | midway through
late: late | end | the end | before midnight | latter part
dawn: dawn | daybreak | sunrise
morning: morning | mornings | the morning hours
noon: noon | midday
afternoon: afternoon
evening: evening | dusk | sunset | nightfall
midnight: midnight
daytime: daytime | daylight
spring: spring | springtime
summer: summer | summertime
autumn: autumn | fall
winter: winter | wintertime
weekend: weekend
past: past | preceding
last: last | previous | prior
next: next | coming | following
this: this | current | these
recent: recent | recently | lately
soon: soon
ago: ago
earlier: earlier
later: later
since: since | starting | as from | ever since
after: after
until: until | till | up to | up until | through until
before: before | prior to
by: by
from: from
between: between
to: to | through | into | thru
and: and | or
~: around | about | approximately | approx | circa | ca | c | roughly | near | nearly | some time around
am: am | a m
pm: pm | p m
oclock: oclock | o clock
z: z | utc | gmt | zulu
h: ah | a h | anno hegirae | hijri | hegira | hijra
j: sh | s h | solar hijri | hijri shamsi | shamsi | jalali | ap | persian
ce: ce | ad | a d | c e
equals: corresponding to
h1: muharram | moharram
h2: safar
h3: rabi al awwal | rabi al awal | rabi ul awwal | rabi ul awal | rabiul awwal | rabi i | rabi 1 | rabi al ula
h4: rabi al thani | rabi ath thani | rabi al akhir | rabi al akhar | rabi ul thani | rabi us sani | rabiul akhir
h4: rabi ii | rabi 2
h5: jumada al ula | jumada al awwal | jumada al awal | jumada l ula | jumada ul awwal | jumada i | jumada 1
h6: jumada al thani | jumada al thaniya | jumada al thaniyah | jumada al akhira | jumada al akhirah
h6: jumada ath thaniya | jumada ii | jumada 2
h7: rajab
h8: shaban | shaaban | sha ban
h9: ramadan | ramadhan | ramazan | ramzan
h10: shawwal | shawal
h11: dhu al qadah | dhu al qada | dhul qadah | dhul qada | dhu l qadah | dhu l qada | zul qadah | zilqad
h11: dhu al qi dah | dhu al qidah
h12: dhu al hijjah | dhu al hijja | dhul hijjah | dhul hijja | dhu l hijjah | dhu l hijja | zul hijjah | zilhaj
j1: farvardin
j2: ordibehesht
j3: khordad
j4: tir
j5: mordad | amordad
j6: shahrivar
j7: mehr
j8: aban
j9: azar
j10: dey
j11: bahman
j12: esfand
5: fifth
6: sixth
7: seventh
8: eighth
9: ninth
10: tenth
"""
