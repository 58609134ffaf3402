"""
reqcheck checks whether a candidate meets what a role requires, and says what it cannot know.

A public name is imported when it is first asked for, so that starting costs no more than what is used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reqcheck.alterations import Difference as Difference
    from reqcheck.answers import alike as alike
    from reqcheck.answers import meant as meant
    from reqcheck.api import check as check
    from reqcheck.api import check_many as check_many
    from reqcheck.api import compare_rulesets as compare_rulesets
    from reqcheck.api import diff_rulesets as diff_rulesets
    from reqcheck.api import forecast as forecast
    from reqcheck.api import gap as gap
    from reqcheck.api import lint as lint
    from reqcheck.api import load_ruleset as load_ruleset
    from reqcheck.api import open_catalog as open_catalog
    from reqcheck.api import questionnaire as questionnaire
    from reqcheck.api import render as render
    from reqcheck.api import ruleset_from_yaml as ruleset_from_yaml
    from reqcheck.api import witnesses as witnesses
    from reqcheck.catalog import Catalog as Catalog
    from reqcheck.comparison import RoleComparison as RoleComparison
    from reqcheck.considered import Compared as Compared
    from reqcheck.considered import Considered as Considered
    from reqcheck.considered import considered_by as considered_by
    from reqcheck.considered import considered_parts as considered_parts
    from reqcheck.contrast import Contrast as Contrast
    from reqcheck.contrast import Sway as Sway
    from reqcheck.criterion import Context as Context
    from reqcheck.criterion import Criterion as Criterion
    from reqcheck.criterion import Milestone as Milestone
    from reqcheck.criterion import parts_of as parts_of
    from reqcheck.criterion import words_of as words_of
    from reqcheck.dated import Dated as Dated
    from reqcheck.dates import ANY_TIME as ANY_TIME
    from reqcheck.dates import EndDate as EndDate
    from reqcheck.dates import PartialDate as PartialDate
    from reqcheck.dates import Period as Period
    from reqcheck.dates import Span as Span
    from reqcheck.dates import shifted as shifted
    from reqcheck.dates import window as window
    from reqcheck.differences import Alteration as Alteration
    from reqcheck.differences import RuleSetDifferences as RuleSetDifferences
    from reqcheck.directions import Direction as Direction
    from reqcheck.divergence import Divergence as Divergence
    from reqcheck.divergence import DivergenceSearch as DivergenceSearch
    from reqcheck.errors import DocumentError as DocumentError
    from reqcheck.errors import PluginError as PluginError
    from reqcheck.errors import Problem as Problem
    from reqcheck.errors import ReqcheckError as ReqcheckError
    from reqcheck.errors import UnknownRequirement as UnknownRequirement
    from reqcheck.errors import UnknownRuleSet as UnknownRuleSet
    from reqcheck.evidence import Amount as Amount
    from reqcheck.evidence import Condition as Condition
    from reqcheck.evidence import Evidence as Evidence
    from reqcheck.evidence import Fault as Fault
    from reqcheck.evidence import Missing as Missing
    from reqcheck.evidence import Reason as Reason
    from reqcheck.evidence import decimal as decimal
    from reqcheck.evidence import quantity as quantity
    from reqcheck.examinations import ExamsOnFile as ExamsOnFile
    from reqcheck.examinations import exam_passed as exam_passed
    from reqcheck.explanation import Explained as Explained
    from reqcheck.fields import Between as Between
    from reqcheck.fields import graded as graded
    from reqcheck.fields import part as part
    from reqcheck.fields import terms as terms
    from reqcheck.finding import Explanation as Explanation
    from reqcheck.finding import Finding as Finding
    from reqcheck.forecasting import Change as Change
    from reqcheck.forecasting import Forecast as Forecast
    from reqcheck.gaps import Alternative as Alternative
    from reqcheck.gaps import GapAnalysis as GapAnalysis
    from reqcheck.in_time import happened as happened
    from reqcheck.in_time import in_force as in_force
    from reqcheck.in_time import milestones as milestones
    from reqcheck.judgement import Decide as Decide
    from reqcheck.judgement import Judgement as Judgement
    from reqcheck.judgement import Matter as Matter
    from reqcheck.judgement import Tell as Tell
    from reqcheck.judgement import Test as Test
    from reqcheck.judgement import decided as decided
    from reqcheck.linting.findings import LintFinding as LintFinding
    from reqcheck.linting.findings import LintRule as LintRule
    from reqcheck.linting.linter import Linted as Linted
    from reqcheck.linting.registry import LINT_RULES as LINT_RULES
    from reqcheck.loading.json import load_json as load_json
    from reqcheck.loading.profiles import load_profile as load_profile
    from reqcheck.omissions import omitted as omitted
    from reqcheck.plugins import hookimpl as hookimpl
    from reqcheck.positions import at_level as at_level
    from reqcheck.positions import days_of as days_of
    from reqcheck.positions import employed_by as employed_by
    from reqcheck.positions import in_category as in_category
    from reqcheck.positions import in_role as in_role
    from reqcheck.positions import leads as leads
    from reqcheck.positions import suggested_level as suggested_level
    from reqcheck.profile import Profile as Profile
    from reqcheck.questioning import Inquiry as Inquiry
    from reqcheck.questioning import Offered as Offered
    from reqcheck.questioning import Questionnaire as Questionnaire
    from reqcheck.questioning import Respondent as Respondent
    from reqcheck.questioning import answered as answered
    from reqcheck.records import Answer as Answer
    from reqcheck.records import Certification as Certification
    from reqcheck.records import Coursework as Coursework
    from reqcheck.records import Document as Document
    from reqcheck.records import Education as Education
    from reqcheck.records import Exam as Exam
    from reqcheck.records import Gap as Gap
    from reqcheck.records import Insurance as Insurance
    from reqcheck.records import Language as Language
    from reqcheck.records import License as License
    from reqcheck.records import Membership as Membership
    from reqcheck.records import Position as Position
    from reqcheck.records import Privileges as Privileges
    from reqcheck.records import Record as Record
    from reqcheck.records import Reference as Reference
    from reqcheck.records import Registration as Registration
    from reqcheck.records import Residence as Residence
    from reqcheck.records import Sanction as Sanction
    from reqcheck.records import Screening as Screening
    from reqcheck.records import Skill as Skill
    from reqcheck.records import Training as Training
    from reqcheck.records import WorkAuthorization as WorkAuthorization
    from reqcheck.remedies import Remedy as Remedy
    from reqcheck.report import Decision as Decision
    from reqcheck.report import Failure as Failure
    from reqcheck.report import Outcome as Outcome
    from reqcheck.report import Report as Report
    from reqcheck.report import Status as Status
    from reqcheck.ruleset import BoundRuleSet as BoundRuleSet
    from reqcheck.ruleset import Edit as Edit
    from reqcheck.ruleset import Layer as Layer
    from reqcheck.ruleset import Level as Level
    from reqcheck.ruleset import Requirement as Requirement
    from reqcheck.ruleset import RuleSet as RuleSet
    from reqcheck.search import Search as Search
    from reqcheck.search import absence as absence
    from reqcheck.search import listed as listed
    from reqcheck.search import measured as measured
    from reqcheck.sequences import ExamPart as ExamPart
    from reqcheck.sequences import ExamSequence as ExamSequence
    from reqcheck.standing import Held as Held
    from reqcheck.standing import Occurrence as Occurrence
    from reqcheck.standing import beside as beside
    from reqcheck.standing import by_dates as by_dates
    from reqcheck.standing import event_of as event_of
    from reqcheck.standing import same_name as same_name
    from reqcheck.standing import same_number as same_number
    from reqcheck.standing import same_word as same_word
    from reqcheck.standing import settled as settled
    from reqcheck.standing import standing_of as standing_of
    from reqcheck.standing import status_says as status_says
    from reqcheck.status import Event as Event
    from reqcheck.status import Says as Says
    from reqcheck.status import Standing as Standing
    from reqcheck.strength import Floor as Floor
    from reqcheck.strength import Strength as Strength
    from reqcheck.stretches import LaterValue as LaterValue
    from reqcheck.tenure import YEARS as YEARS
    from reqcheck.tenure import Cut as Cut
    from reqcheck.tenure import Stint as Stint
    from reqcheck.tenure import beyond_years as beyond_years
    from reqcheck.tenure import days_in_months as days_in_months
    from reqcheck.tenure import month_number as month_number
    from reqcheck.tenure import served as served
    from reqcheck.tenure import served_pro_rata as served_pro_rata
    from reqcheck.tenure import served_years as served_years
    from reqcheck.testing.cases import Case as Case
    from reqcheck.testing.cases import Expected as Expected
    from reqcheck.testing.cases import Suite as Suite
    from reqcheck.testing.coverage import Coverage as Coverage
    from reqcheck.testing.coverage import SeenRequirement as SeenRequirement
    from reqcheck.testing.coverage import SeenThreshold as SeenThreshold
    from reqcheck.testing.loading import load_suite as load_suite
    from reqcheck.testing.running import CaseResult as CaseResult
    from reqcheck.testing.running import Discrepancy as Discrepancy
    from reqcheck.testing.running import SuiteResult as SuiteResult
    from reqcheck.testing.running import run_suite as run_suite
    from reqcheck.testing.thresholds import Threshold as Threshold
    from reqcheck.turning import NEVER as NEVER
    from reqcheck.turning import crossings as crossings
    from reqcheck.turning import days_that_matter as days_that_matter
    from reqcheck.turning import far_off as far_off
    from reqcheck.turning import first_days_of_months as first_days_of_months
    from reqcheck.turning import turning_points as turning_points
    from reqcheck.turning import turning_points_of as turning_points_of
    from reqcheck.verdict import MET as MET
    from reqcheck.verdict import NOT_MET as NOT_MET
    from reqcheck.verdict import UNDETERMINED as UNDETERMINED
    from reqcheck.verdict import Outcomes as Outcomes
    from reqcheck.verdict import Verdict as Verdict
    from reqcheck.version import __version__ as __version__
    from reqcheck.versions import RuleSetDiff as RuleSetDiff
    from reqcheck.vocabulary import Term as Term
    from reqcheck.vocabulary import Terms as Terms
    from reqcheck.vocabulary import Vocabulary as Vocabulary
    from reqcheck.vocabulary import terms_of as terms_of
    from reqcheck.witnessing import Witness as Witness
    from reqcheck.witnessing import Witnesses as Witnesses
    from reqcheck.words import word as word
    from reqcheck.work import Work as Work
    from reqcheck.work import one_is_enough as one_is_enough
else:
    #: The module of each public name. A new name stands here, and above for type checkers.
    _HOMES = {
        "alterations": "Difference",
        "answers": "alike meant",
        "api": "check check_many compare_rulesets diff_rulesets forecast gap lint load_ruleset open_catalog questionnaire render ruleset_from_yaml witnesses",
        "catalog": "Catalog",
        "comparison": "RoleComparison",
        "considered": "Compared Considered considered_by considered_parts",
        "contrast": "Contrast Sway",
        "criterion": "Context Criterion Milestone parts_of words_of",
        "dated": "Dated",
        "dates": "ANY_TIME EndDate PartialDate Period Span shifted window",
        "differences": "Alteration RuleSetDifferences",
        "directions": "Direction",
        "divergence": "Divergence DivergenceSearch",
        "errors": "DocumentError PluginError Problem ReqcheckError UnknownRequirement UnknownRuleSet",
        "evidence": "Amount Condition Evidence Fault Missing Reason decimal quantity",
        "examinations": "ExamsOnFile exam_passed",
        "explanation": "Explained",
        "fields": "Between graded part terms",
        "finding": "Explanation Finding",
        "forecasting": "Change Forecast",
        "gaps": "Alternative GapAnalysis",
        "in_time": "happened in_force milestones",
        "judgement": "Decide Judgement Matter Tell Test decided",
        "linting.findings": "LintFinding LintRule",
        "linting.linter": "Linted",
        "linting.registry": "LINT_RULES",
        "loading.json": "load_json",
        "loading.profiles": "load_profile",
        "omissions": "omitted",
        "plugins": "hookimpl",
        "positions": "at_level days_of employed_by in_category in_role leads suggested_level",
        "profile": "Profile",
        "questioning": "Inquiry Offered Questionnaire Respondent answered",
        "records": (
            "Answer Certification Coursework Document Education Exam Gap Insurance Language License "
            "Membership Position Privileges Record Reference Registration Residence Sanction Screening "
            "Skill Training WorkAuthorization"
        ),
        "remedies": "Remedy",
        "report": "Decision Failure Outcome Report Status",
        "ruleset": "BoundRuleSet Edit Layer Level Requirement RuleSet",
        "search": "Search absence listed measured",
        "sequences": "ExamPart ExamSequence",
        "standing": "Held Occurrence beside by_dates event_of same_name same_number same_word settled standing_of status_says",
        "status": "Event Says Standing",
        "strength": "Floor Strength",
        "stretches": "LaterValue",
        "tenure": "YEARS Cut Stint beyond_years days_in_months month_number served served_pro_rata served_years",
        "testing.cases": "Case Expected Suite",
        "testing.coverage": "Coverage SeenRequirement SeenThreshold",
        "testing.loading": "load_suite",
        "testing.running": "CaseResult Discrepancy SuiteResult run_suite",
        "testing.thresholds": "Threshold",
        "turning": "NEVER crossings days_that_matter far_off first_days_of_months turning_points turning_points_of",
        "verdict": "MET NOT_MET UNDETERMINED Outcomes Verdict",
        "version": "__version__",
        "versions": "RuleSetDiff",
        "vocabulary": "Term Terms Vocabulary terms_of",
        "witnessing": "Witness Witnesses",
        "words": "word",
        "work": "Work one_is_enough",
    }
    _HOME = {name: f"{__name__}.{home}" for home, names in _HOMES.items() for name in names.split()}

    __all__ = list(_HOME)

    def __getattr__(name: str) -> object:
        """
        A public name, from its module; it stays here, so that this is called once for each.
        """
        from importlib import import_module

        if name not in _HOME:
            msg = f"module `{__name__}` has no attribute `{name}`"
            raise AttributeError(msg, name=name)
        value = globals()[name] = getattr(import_module(_HOME[name]), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
