"""
Every lint rule, in the order of the codes.
"""

from __future__ import annotations

from reqcheck.linting import (
    applying,
    comments,
    contradictions,
    credentials,
    fairness,
    lengths,
    provenance,
    repetition,
    wording,
)

#: A code that was given once is not given again: a rule that goes leaves a gap.
LINT_RULES = (
    # comments to reqcheck
    comments.idle_allowance,
    comments.unclear_allowance,
    # what nobody can meet, and what is asked twice
    contradictions.contradiction,
    contradictions.dead_alternative,
    contradictions.always_met,
    contradictions.more_than_can_be,
    repetition.duplicate_part,
    repetition.duplicate_requirement,
    repetition.needless_part,
    repetition.needless_requirement,
    # lengths of time
    lengths.years_not_added,
    lengths.range_as_limit,
    lengths.title_says_another_number,
    lengths.more_than_the_time,
    # credentials
    credentials.md_without_do,
    credentials.do_half_way,
    credentials.certification_alone_bars,
    # when a requirement applies
    applying.person_in_when,
    applying.when_never,
    applying.when_always,
    applying.unused_parameter,
    # where it comes from
    provenance.no_basis,
    provenance.unused_source,
    provenance.nothing_left_to_people,
    provenance.no_review_day,
    provenance.review_expired,
    provenance.no_longer_effective,
    # protected traits, and what stands in for them
    fairness.protected_trait,
    fairness.graduation_date,
    fairness.words_for_young,
    fairness.experience_limited,
    fairness.no_leave,
    fairness.postal_code,
    # wording
    wording.subjective_title,
    wording.subjective_question,
)
#: Their codes.
CODES = tuple(each.code for each in LINT_RULES)
