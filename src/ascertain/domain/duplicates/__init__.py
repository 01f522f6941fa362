"""Incidents that may be one and the same: what they are compared by, how much it weighs, and the score with its
reasons."""

from __future__ import annotations

from ascertain.domain.duplicates.comparing import LIKELY as LIKELY
from ascertain.domain.duplicates.comparing import POSSIBLE as POSSIBLE
from ascertain.domain.duplicates.comparing import Comparison as Comparison
from ascertain.domain.duplicates.comparing import Likelihood as Likelihood
from ascertain.domain.duplicates.comparing import Reason as Reason
from ascertain.domain.duplicates.comparing import code_bits as code_bits
from ascertain.domain.duplicates.comparing import compare as compare
from ascertain.domain.duplicates.comparing import count_bits as count_bits
from ascertain.domain.duplicates.comparing import place_bits as place_bits
from ascertain.domain.duplicates.comparing import rough_bits as rough_bits
from ascertain.domain.duplicates.comparing import score as score
from ascertain.domain.duplicates.described import Described as Described
from ascertain.domain.duplicates.described import Telling as Telling
from ascertain.domain.duplicates.described import tellings_of as tellings_of
from ascertain.domain.duplicates.described import words_of as words_of
from ascertain.domain.duplicates.found import LISTED as LISTED
from ascertain.domain.duplicates.found import LookAlike as LookAlike
from ascertain.domain.duplicates.found import Pair as Pair
from ascertain.domain.duplicates.found import Stretch as Stretch
