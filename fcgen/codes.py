"""Every mistake that fcgen can tell of, with its stable code. `docs/diagnostics.md` explains each of them.

Numbers: 1 files and YAML, 2 fields, 3 names and references, 4 verdicts, 5 links and pictures in text, 6 addresses,
7 the configuration, 8 templates, 9 structured data, 10 the rules of the trade. A code is never given to another
mistake; one that is no longer used stays retired.
"""

from enum import StrEnum
from typing import Final

import msgspec


class Severity(StrEnum):
    """An error stops a build; a warning does not, unless `--strict` says so."""

    ERROR = "error"
    WARNING = "warning"


class Code(msgspec.Struct, frozen=True):
    """A kind of mistake. `lenient`: `--lenient` makes a warning of it, since the page stays readable without it.

    `advice`: the entry is sound, only `check` tells it, and an entry silences it with `ignore`.
    """

    number: str
    summary: str
    severity: Severity = Severity.ERROR
    lenient: bool = False
    advice: bool = False


_WARNING: Final = Severity.WARNING

NOT_UTF8 = Code("FC101", "the file is not UTF-8")
NUL_CHARACTER = Code("FC102", "the file holds a NUL character")
CONTROL_CHARACTER = Code("FC103", "the file holds a control character", lenient=True)
TOO_LARGE = Code("FC104", "the file is too large for an entry")
NO_FRONT_MATTER = Code("FC105", "the entry does not begin with front matter")
ENDLESS_FRONT_MATTER = Code("FC106", "the front matter has no end")
BAD_YAML = Code("FC107", "the YAML is malformed")
NOT_A_MAPPING = Code("FC108", "the YAML is not a list of keys with values")
DUPLICATE_KEY = Code("FC109", "a key is given twice", lenient=True)
ANCHOR = Code("FC110", "the YAML uses an anchor or an alias")
TAG = Code("FC111", "the YAML uses a tag")
SECOND_DOCUMENT = Code("FC112", "the YAML holds a second document")
TOO_DEEP = Code("FC113", "the YAML is nested too deeply")
BAD_KEY = Code("FC114", "a key is not plain text")
BAD_FILE_NAME = Code("FC115", "the file's name can't be an id")
NO_KIND = Code("FC116", "the folder is not one of the kinds")
UNUSED_FILE = Code("FC117", "the file is neither an entry nor used by one", _WARNING)
TOML_FRONT_MATTER = Code("FC118", "the front matter is TOML", lenient=True)
UNOPENED_FRONT_MATTER = Code("FC119", "the front matter has no line before it", lenient=True)

UNKNOWN_KEY = Code("FC201", "the key is unknown", lenient=True)
MISSING_FIELD = Code("FC202", "a required field is missing")
WRONG_TYPE = Code("FC203", "the value has the wrong type", lenient=True)
NO_CHOICE = Code("FC204", "the value is not one of those allowed")
NOT_A_DATE = Code("FC205", "the value is not a date", lenient=True)
IMPOSSIBLE_DATE = Code("FC206", "the date does not exist", lenient=True)
NOT_A_NUMBER = Code("FC207", "the value is not a number")
NOT_YES_OR_NO = Code("FC208", "the value is neither true nor false")
NOT_A_URL = Code("FC209", "the value is not a web address", lenient=True)
NOT_A_LANGUAGE = Code("FC210", "the value is not a language tag", lenient=True)
EMPTY_ITEM = Code("FC211", "a list has an empty item", lenient=True)
EXCLUSIVE_FIELDS = Code("FC212", "two fields exclude each other")
NOT_A_PATH = Code("FC213", "the value is not a path on this site")
OUT_OF_RANGE = Code("FC214", "the number is out of range")
BAD_ID = Code("FC215", "the value can't be an id")
INCOMPLETE_PART = Code("FC216", "a part that can be left out is incomplete", lenient=True)

DUPLICATE_ID = Code("FC301", "two entries have one id")
NAMES_COLLIDE = Code("FC302", "two different names make one id")
NAMES_ALIKE = Code("FC303", "two names differ only in case, spaces or punctuation", _WARNING)
UNKNOWN_ID = Code("FC304", "nobody and nothing has this id")
UNKNOWN_CLAIM = Code("FC305", "no claim has this id")
UNKNOWN_ENTRY = Code("FC306", "no entry has this id", lenient=True)
SHARED_NAME = Code("FC307", "two files answer to one name")
LEFT_OUT = Code("FC308", "the entry referred to is left out of this build", _WARNING)
CLAIM_LEFT_OUT = Code("FC309", "the claim reviewed is left out of this build")
SHARED_INLINE_CLAIM = Code("FC310", "a claim that several reviews share has no file of its own", _WARNING)
INLINE_CLAIM_ID = Code("FC311", "a claim written under `rulings` has no id")
TRANSLATION = Code("FC312", "the translation is of the entry itself or in the same language")

OWN_VERDICT = Code("FC401", "the verdict of an own review is not defined")
UNCLASSIFIED = Code("FC402", "the verdict of a recorded review has no place among the site's", _WARNING)
SCALE_OVERLAP = Code("FC403", "two steps of a scale overlap in time")
UNKNOWN_VERDICT = Code("FC404", "no verdict has this id")
OWN_URL = Code("FC405", "an own review has a `url`")
AMBIGUOUS_WORD = Code("FC406", "a word stands for two verdicts")
RULED_TWICE = Code("FC407", "one review rules twice on one claim")

DEAD_LINK = Code("FC501", "the link leads nowhere", lenient=True)
MISSING_PICTURE = Code("FC502", "the picture has no file", lenient=True)
FOREIGN_PICTURE = Code("FC503", "the picture is on another host", _WARNING)
BAD_ADDRESS = Code("FC504", "the address is malformed", lenient=True)
MISPLACED_QUOTE = Code("FC505", "a `quote:` link stands outside an article")
UNUSED_NOTE = Code("FC506", "a footnote is not shown", _WARNING)
BAD_PICTURE = Code("FC507", "the picture can't be read")
HUGE_PICTURE = Code("FC508", "the picture has too many pixels")

PATH_TAKEN = Code("FC601", "two outputs have one path")
FILE_AND_FOLDER = Code("FC602", "an output is a file for one and a folder for another")
ADDRESS_GONE = Code("FC603", "an address that was published would be gone")

NO_CONFIG = Code("FC701", "there is no config.yaml")
BASE_URL = Code("FC702", "`base_url` is not a web address with a host")
TIMEZONE = Code("FC703", "the time zone is unknown")
BAD_VERDICT_ID = Code("FC704", "the id of a verdict can't be used")
NO_CONTENT = Code("FC705", "the content folder is missing")
NO_WORDS = Code("FC706", "there are no words for the language of the site", _WARNING)

TEMPLATE_SYNTAX = Code("FC801", "the template is malformed")
TEMPLATE_FAILED = Code("FC802", "the template failed on a page")
TEMPLATE_MISSING = Code("FC803", "the template is missing")
UNKNOWN_MESSAGE = Code("FC804", "nobody asks for the message")
MESSAGE_HOLE = Code("FC805", "a message lacks a hole, or has one too many")
MESSAGE_PLURAL = Code("FC806", "a message has not the plurals of its language")

REVIEW_MARKUP = Code("FC901", "the markup of a review will not be read", lenient=True)
THIN_MARKUP = Code("FC902", "the markup of a review could say more", _WARNING, advice=True)

NO_EVIDENCE = Code("FC1001", "an own review gives no evidence", _WARNING, advice=True)
UNDATED_EVIDENCE = Code("FC1002", "evidence has no date", _WARNING, advice=True)
ONE_PUBLISHER = Code("FC1003", "all evidence is of one publisher", _WARNING, advice=True)
NO_ARCHIVED_COPY = Code("FC1004", "evidence has no archived copy", _WARNING, advice=True)
OLDER_EVIDENCE = Code("FC1005", "all evidence is older than the claim", _WARNING, advice=True)
NO_DESCRIPTION = Code("FC1006", "a picture has no description", _WARNING, advice=True)
LOST_QUOTE = Code("FC1007", "a quote does not stand in its article", _WARNING, advice=True)
QUOTES_APART = Code("FC1008", "a quote has nothing in common with its claim", _WARNING, advice=True)
NOT_REVIEWED = Code("FC1009", "nobody has reviewed the claim", _WARNING, advice=True)
ONE_PERSON = Code("FC1010", "two names look like one person", _WARNING, advice=True)
PUBLISHED_OTHERWISE = Code("FC1011", "it was published otherwise", _WARNING, advice=True)
NEAR_LIMIT = Code("FC1012", "the site comes near a limit of GitHub Pages", _WARNING)
LINK_GONE = Code("FC1013", "nothing is where a link leads", _WARNING, advice=True)
NOTHING_IGNORED = Code("FC1099", "`ignore` names what is not there", _WARNING)

CODES: Final = tuple(value for value in tuple(globals().values()) if isinstance(value, Code))
"""All codes, in the order above."""
