"""
Words for protected traits and for what stands in for them, and the words beside which they mean somebody else.

They are English and few.  What holds such a word and names a field of work or a group of patients is left
out on purpose: a list that is too long is switched off.
"""

from __future__ import annotations

import re

from reqcheck.linting.any_case import AnyCase

_WHO = r"(?:candidates?|applicants?|physicians?|doctors?|nurses?|directors?|persons?|employees?|staff)"
#: Words for a trait of the candidate; those that name a field of work are left out on purpose.
TRAITS = AnyCase(
    r"\bdates? of birth\b|\bbirth ?(?:dates?|days?|years?)\b|\byear of birth\b|\bborn (?:in|after|before|on)\b|\bhow old\b"
    r"|\byears of age\b|\b\d{2} years old\b|\b(?:age|ages) (?:\d|of \d|limits?|ranges?|requirements?|under|over|below|above|between)"
    r"|\b(?:min|max|minimum|maximum|your|their|his|her|candidates?|candidate's|applicants?|applicant's) age\b"
    r"|\b(?:younger|older) than \d"
    rf"|\b(?:are you|(?:you|{_WHO}) (?:must|should) be) (?:under|over|below|above) \d{{2}}(?=\s*(?:[?!.,;)]|$|years? (?:old|of age)\b))"
    r"|\baged? ?:? (?:under |over |below |above |between )?\d|\b(?:under|over)[ -]\d{2}s\b|\b(?:country|place) of birth\b"
    rf"|\b(?:male|female) {_WHO}\b|\b(?:male|female) only\b|\bmust be (?:a )?(?:male|female|man|woman)\b"
    r"|\bgender\b(?![ -](?:affirming|dysphoria|clinic|medicine|health|care|equity|equality|diversity|studies|bias|based|identity (?:clinic|service)))"
    r"|\bsex\b(?! (?:therap|offend|education|traffick|abuse|addiction|workers?))|\bsexual orientation\b"
    r"|\b(?:race|ethnicity|ethnic (?:origin|group|background))\b|\bskin colou?r\b|\bnational origin\b|\bnationality\b|\bancestry\b"
    r"|\bnative (?:english )?speakers?\b|\bmother tongue\b"
    r"|\breligion\b|\breligious (?:affiliation|belief|denomination|faith)s?\b"
    r"|\bmarital status\b|\b(?:un)?married\b|\bnumber of children\b|\b(?:are you|not|be|become|plan to be(?:come)?) pregnant\b"
    r"|\bable-?bodied\b|\b(?:no|without(?: any)?|free of|free from) (?:physical |mental )?disabilit(?:y|ies)\b|\bdisability status\b"
    r"|\bgenetic (?:information|predisposition)\b|\b(?:head ?shots?|photographs? of (?:the )?(?:candidate|applicant)|your photo(?:graph)?)\b",
)
#: A name that is nothing but a trait.
TRAIT_NAMES = re.compile(r"(?:candidate |applicant )?(?:age|sex|gender|race|religion|nationality|ethnicity|disability|pregnant|photo|photograph)", re.IGNORECASE)
YOUNG = AnyCase(
    r"\b(?:recent(?:ly)?|new|fresh|young) (?:[a-z]+ ){0,2}(?:graduates?|grads?)\b|\brecently graduated\b|\bdigital natives?\b|\byouthful\b"
    rf"|\byoung(?:er)?(?:,? (?:and )?[a-z]+)? (?:teams?|professionals?|leaders?|colleagues?|{_WHO})\b|\boverqualified\b"
    rf"|\b(?:are you|(?:you|{_WHO}) (?:must|should) be) (?:still )?young\b|\byoung(?:,| and) (?:dynamic|energetic|ambitious|hungry)\b",
)
GRADUATED = AnyCase(
    r"\bgraduat(?:ion|ing) (?:year|date|class)\b|\byear graduated\b|\bgraduation within\b|\b(?:year|date) of (?:medical school |residency )?graduation\b|\bgrad(?:uation)? year\b|\bclass of (?:19|20)\d\d\b"
    r"|\bgraduated (?:in|after|since|within|no (?:earlier|more))\b|\bgraduates? (?:after|since|within)\b",
)
CAPPED = AnyCase(
    r"\b(?:no|not) more than \w+ (?:years?|yrs?)\b|\b(?:at most|maximum(?: of)?|max\.?|fewer than|less than) \w+ (?:years?|yrs?)\b"
    r"|\bmax(?:imum)? (?:years|experience)\b|\b\w+ years? (?:of (?:\w+ )?experience )?(?:at most|or less|or fewer|maximum)\b",
)
WORKED = AnyCase(r"\b(?:experience|practice|work(?:ed|ing)?|employ(?:ed|ment)|career)\b")
UNBROKEN = AnyCase(
    r"\b(?:continuous(?:ly)?|uninterrupted|unbroken|consecutive|steady) (?:[a-z]+ ){0,4}?"
    r"(?:employ(?:ed|ment)|work(?:ed|ing)?(?! ?flow)|practi[cs](?:e|ed|ing)(?! (?:improvement|evaluation|assessment))|service|experience)\b"
    r"|\b(?:employed|worked|practiced|practicing) (?:continuously|uninterruptedly|without (?:a |any )?(?:gaps?|breaks?|interruptions?))\b"
    r"|\bno (?:employment |career |work )?gaps\b|\b(?:gaps?|breaks?) in (?:employment|work(?: history)?|service|career|practice)\b",
)
#: People of whom an age is said, and who are not the candidate.
CARED_FOR = AnyCase(
    r"\b(?:patients?|populations?|clients?|residents|child(?:ren)?|adults?|adolescents?|infants?|babies|newborns?|neonat\w+"
    r"|elderly|families|people with|persons with)\b",
)
#: Work with those who are young, which is not said of the candidate.
TEACHING = AnyCase(r"\b(?:supervis|mentor|teach|train|precept|orient|recruit)\w*")
LEAVE = AnyCase(r"\b(?:leaves?|parental|maternity|military|caregiving|sabbatical|explained)\b")
POSTAL = AnyCase(r"\bzip ?codes?\b|\bpost(?:al)? ?codes?\b|\b(?:home|street|residential) address(?:es)?\b|\bneighbou?rhoods?\b")
POSTAL_NAMES = re.compile(r"(?:\w+ )?zip(?: \w+)?", re.IGNORECASE)
