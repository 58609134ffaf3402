"""
reqcheck checks whether a candidate meets what a role requires, and says what it cannot know.
"""

from reqcheck.api import check, check_many, load_profile, load_ruleset, open_catalog
from reqcheck.catalog import Catalog
from reqcheck.criterion import Context, Criterion, Milestone, parts_of, words_of
from reqcheck.dates import ANY_TIME, EndDate, PartialDate, Period, Span, shifted, window
from reqcheck.errors import DocumentError, PluginError, Problem, ReqcheckError, UnknownRuleSet
from reqcheck.fields import Between, part, terms
from reqcheck.finding import Amount, Condition, Evidence, Fault, Finding, Missing, Reason, decimal
from reqcheck.judgement import Judgement, happened, in_force, milestones
from reqcheck.loading.json import load_json
from reqcheck.plugins import hookimpl
from reqcheck.positions import at_level, employed_by, in_category, in_role, leads, suggested_level
from reqcheck.profile import Profile
from reqcheck.records import (
    Answer,
    Certification,
    Education,
    Exam,
    License,
    Position,
    Record,
    Sanction,
    Screening,
    Training,
)
from reqcheck.report import Decision, Failure, Outcome, Report, Status
from reqcheck.ruleset import BoundRuleSet, Level, Requirement, RuleSet
from reqcheck.search import best_of, listed, measured
from reqcheck.standing import (
    Held,
    by_dates,
    event_of,
    same_number,
    same_word,
    settled,
    standing_of,
    status_says,
)
from reqcheck.status import Event, Says, Standing
from reqcheck.strength import Floor, Strength
from reqcheck.tenure import (
    YEARS,
    Cut,
    Stint,
    days_in_months,
    month_number,
    served,
    served_pro_rata,
    served_years,
)
from reqcheck.verdict import Outcomes, Verdict
from reqcheck.vocabulary import Term, Terms, Vocabulary, terms_of

__version__ = "0.1.0"

__all__ = [
    "ANY_TIME",
    "YEARS",
    "Amount",
    "Answer",
    "Between",
    "BoundRuleSet",
    "Catalog",
    "Certification",
    "Condition",
    "Context",
    "Criterion",
    "Cut",
    "Decision",
    "DocumentError",
    "Education",
    "EndDate",
    "Event",
    "Evidence",
    "Exam",
    "Failure",
    "Fault",
    "Finding",
    "Floor",
    "Held",
    "Judgement",
    "Level",
    "License",
    "Milestone",
    "Missing",
    "Outcome",
    "Outcomes",
    "PartialDate",
    "Period",
    "PluginError",
    "Position",
    "Problem",
    "Profile",
    "Reason",
    "Record",
    "Report",
    "ReqcheckError",
    "Requirement",
    "RuleSet",
    "Sanction",
    "Says",
    "Screening",
    "Span",
    "Standing",
    "Status",
    "Stint",
    "Strength",
    "Term",
    "Terms",
    "Training",
    "UnknownRuleSet",
    "Verdict",
    "Vocabulary",
    "at_level",
    "best_of",
    "by_dates",
    "check",
    "check_many",
    "days_in_months",
    "decimal",
    "employed_by",
    "event_of",
    "happened",
    "hookimpl",
    "in_category",
    "in_force",
    "in_role",
    "leads",
    "listed",
    "load_json",
    "load_profile",
    "load_ruleset",
    "measured",
    "milestones",
    "month_number",
    "open_catalog",
    "part",
    "parts_of",
    "same_number",
    "same_word",
    "served",
    "served_pro_rata",
    "served_years",
    "settled",
    "shifted",
    "standing_of",
    "status_says",
    "suggested_level",
    "terms",
    "terms_of",
    "window",
    "words_of",
]
