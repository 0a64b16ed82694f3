"""The kinds of problems and hints that a script can have. Editors and programs go by these; docs/check-json.md explains each."""

from enum import StrEnum


class ScriptCode(StrEnum):
    """What kind of problem it is. A code keeps its meaning for good; new ones may come."""

    OTHER = "other"
    """None of the others: only for what is new here and has no code of its own yet."""

    # The file as a whole
    TOO_LONG = "too-long"
    BAD_CHARACTER = "bad-character"
    NOT_UTF8 = "not-utf-8"
    EMPTY_SCRIPT = "empty-script"
    NO_STEPS = "no-steps"

    # Front matter
    NO_FRONT_MATTER = "no-front-matter"
    FRONT_MATTER_NOT_FIRST = "front-matter-not-first"
    FRONT_MATTER_NOT_CLOSED = "front-matter-not-closed"
    YAML = "yaml"
    YAML_COLON = "yaml-colon"
    YAML_COMMENT = "yaml-comment"
    YAML_FEATURE = "yaml-feature"
    YAML_TAB = "yaml-tab"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    DUPLICATE_KEY = "duplicate-key"
    KEY_VALUE = "key-value"
    LANGUAGE = "language"
    PACE = "pace"
    SPLIT_AT_COMMA = "split-at-comma"

    # Lines and blocks
    HEADING = "heading"
    HTML = "html"
    INCLUDE = "include"
    LAZY_LINE = "lazy-line"
    LINE_START = "line-start"
    TEXT_OUTSIDE_STEP = "text-outside-step"
    UNSPEAKABLE_BLOCK = "unspeakable-block"

    # The words of a step
    COMMENT = "comment"
    EMPTY_STEP = "empty-step"
    INVISIBLE_CHARACTER = "invisible-character"
    LINK = "link"
    LOOK = "look"
    NO_TIME = "no-time"
    NOTHING_TO_SAY = "nothing-to-say"
    STEP_NAME = "step-name"
    STRUCK_TEXT = "struck-text"
    STYLED_LETTERS = "styled-letters"
    WRONG_BRACKETS = "wrong-brackets"

    # Square brackets
    BRACKETS = "brackets"
    DIRECTIVE_VALUE = "directive-value"
    MISPLACED_DIRECTIVE = "misplaced-directive"
    NAME = "name"
    NUMBER = "number"
    QUOTES = "quotes"
    SETTING = "setting"
    TIME = "time"
    UNKNOWN_DIRECTIVE = "unknown-directive"

    # Braces
    ATTRIBUTE_VALUE = "attribute-value"
    BRACES = "braces"
    CONDITION = "condition"
    SIDE_WORD = "side-word"
    UNKNOWN_ATTRIBUTE = "unknown-attribute"
    UNKNOWN_OPTION = "unknown-option"

    # What belongs to a script: sounds, other scripts, time
    SOUND_NOT_FOUND = "sound-not-found"
    SOUND_UNREADABLE = "sound-unreadable"
    TOO_MUCH = "too-much"
    COUNT_QUICKER = "count-quicker"
    COUNT_LEFT_OUT = "count-left-out"
    COUNTDOWN_LEFT_OUT = "countdown-left-out"
    HALFWAY_LEFT_OUT = "halfway-left-out"
    HALFWAY_MOVED = "halfway-moved"
    TICK_LEFT_OUT = "tick-left-out"
    WORD_LEFT_OUT = "word-left-out"
    ROUND_TOO_LONG = "round-too-long"
    NOTHING_LEFT = "nothing-left"
