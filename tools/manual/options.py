"""The table of options of pith, as `pith help --options-json` prints it."""

import json
import subprocess

# What an option's value may be completed with. All that is not named here is a file.
WORDS = {"SUF", "SIZE", "FIELD", "CONDITION", "PERCENTS", "I/N", "N", "TIME", "TEXT", "DATE", "T", "P", "NAME",
         "SECONDS", "RANGE", "LINES", "BYTES"}
MODEL = "MODEL"


def read(program):
    """The table that the program `program` prints."""
    printed = subprocess.run([program, "help", "--options-json"], check=True, capture_output=True, text=True).stdout
    return json.loads(printed)


def shown(options):
    return [option for option in options if not option["hidden"]]


def letters(option):
    """All letters that a row stands for: "2" to "8"."""
    first, last = option["letter"], option["last_letter"]
    if not first:
        return []
    return [chr(code) for code in range(ord(first), ord(last or first) + 1)]


def spellings(option):
    """ "-k" and "--keep": as users type them."""
    names = [f"-{letter}" for letter in letters(option)]
    return names + ([f"--{option['name']}"] if option["name"] else [])


def kind(option):
    """What the value of an option is: "" for none, "model", "word" or "file"."""
    value = option["value"]
    if not value:
        return ""
    return "model" if value == MODEL else "word" if value in WORDS else "file"
