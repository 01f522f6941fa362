"""Tables whose columns are known beforehand: one module for each, and the list of them."""

from __future__ import annotations

from ascertain.domain.incoming.profiles.acled import ACLED
from ascertain.domain.incoming.profiles.airwars import AIRWARS
from ascertain.domain.incoming.profiles.gtd import GTD
from ascertain.domain.incoming.profiles.profile import Profile as Profile
from ascertain.domain.incoming.profiles.ucdp_ged import UCDP_GED

PROFILES = (ACLED, UCDP_GED, GTD, AIRWARS)
"""The tables of other people that are known. Our own is told by its hidden columns (`profiles.own`)."""

OWN = "own"
PLAIN = "plain"
NAMES = (OWN, *(profile.name for profile in PROFILES), PLAIN)
"""What `Mapping.profile` can be."""
