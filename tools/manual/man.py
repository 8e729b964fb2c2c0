"""Manual pages in man(7): pith.1 and one for each command, pith-measure.1."""

import re
import subprocess

from . import options as table

SECTIONS = (("notes", "NOTES"), ("examples", "EXAMPLES"), ("output", "OUTPUT"), ("exit_codes", "EXIT STATUS"))
FILES = """.SH FILES
.TP
.I NAME.pithm
A model. Models are looked for in the folders that
.B PITH_MODELS
lists, in
.I ~/.local/share/pith/models
and where pith is installed.
"""


def escaped(text):
    """`text` so that roff prints it as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def paragraphs(text):
    """Filled paragraphs, which empty lines part; lines that are indented stay as they are."""
    parts = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        for indented, lines in runs(block.split("\n")):
            body = "\n".join(escaped(line.strip() if not indented else line[2:]) for line in lines)
            parts.append(f".PP\n.RS 4\n.nf\n{body}\n.fi\n.RE" if indented else f".PP\n{body}")
    return "\n".join(parts) + "\n"


def runs(lines):
    """Lines one after the other that are indented, or that are not: pairs of which and the lines."""
    result = []
    for line in lines:
        indented = line.startswith("  ")
        if result and result[-1][0] == indented:
            result[-1][1].append(line)
        else:
            result.append((indented, [line]))
    return result


def option_heading(option):
    names = table.spellings(option)
    if option["last_letter"]:
        text = f"\\fB{escaped(names[0])}\\fR ... \\fB{escaped(names[-1])}\\fR"
    else:
        text = ", ".join(f"\\fB{escaped(name)}\\fR" for name in names)
    return text + (f" \\fI{escaped(option['value'])}\\fR" if option["value"] else "")


def option_list(options):
    parts = []
    group = ""
    for option in table.shown(options):
        if option["group"] != group:
            group = option["group"]
            parts.append(f".SS {escaped(group)}")
        parts.append(f".TP\n{option_heading(option)}\n{escaped(option['help'])}")
    return "\n".join(parts) + "\n"


def heading(name, date, version, summary):
    return (f'.TH {name.upper()} 1 "{date}" "pith {version}" "User Commands"\n'
            f".SH NAME\n{escaped(name)} \\- {escaped(summary)}\n")


def synopsis(ways):
    return ".SH SYNOPSIS\n" + "\n.br\n".join(f".B pith\n{escaped(way)}" for way in ways) + "\n"


def section(title, value):
    if not value:
        return ""
    if isinstance(value, list):
        value = "\n".join(f"  {line}" for line in value)
    return f".SH {title}\n{paragraphs(value)}"


def see_also(pages):
    return ".SH SEE ALSO\n" + ",\n".join(f".BR {escaped(page)} (1)" for page in sorted(pages)) + "\n"


def command_page(command, program, date):
    text = heading(f"pith-{command['name']}", date, program["version"], command["summary"])
    text += synopsis(command["usage"])
    text += section("DESCRIPTION", command["introduction"])
    text += ".SH OPTIONS\n" + option_list(command["options"])
    for key, title in SECTIONS:
        text += section(title, command[key])
    return text + FILES + see_also(["pith", "xz", "zstd"])


def overview(program):
    """What `pith --help` says after the list of commands, without its examples and exit codes."""
    after = program["help"].partition("\nWithout a command")[2]
    return "Without a command" + after.partition("\nExamples:")[0] + "\n"


def program_page(program, date):
    compress = next(command for command in program["commands"] if command["name"] == "compress")
    text = heading("pith", date, program["version"], "compress text with a language model, and measure it")
    text += synopsis(["[COMMAND] [OPTION]... [FILE]..."])
    text += section("DESCRIPTION", overview(program))
    text += ".SH COMMANDS\n"
    for command in program["commands"]:
        text += f".TP\n\\fBpith {command['name']}\\fR\n{escaped(command['summary'])}\n"
    text += ".SH OPTIONS\nThose without a command, of files:\n" + option_list(compress["options"])
    text += ".TP\n\\fB\\-V\\fR, \\fB\\-\\-version\\fR\nprint the version and the archive format\n"
    text += section("EXAMPLES", compress["examples"]) + section("EXIT STATUS", "0 success, 1 an error, 2 a warning.")
    return text + FILES + see_also([f"pith-{command['name']}" for command in program["commands"]])


def script_page(path, version, date):
    """The page of a shell script whose second line says "# NAME: what it does.", of what it says with --help."""
    summary = re.match(r"#!.*\n# \w+: (.*?)\.?\n", path.read_text(encoding="utf-8")).group(1)
    said = subprocess.run(["sh", path, "--help"], check=True, capture_output=True, text=True).stdout
    ways = re.match(r"usage: .*\n(?: {7}.*\n)*", said).group(0)
    ways_text = "\n.br\n".join(escaped(line.strip()) for line in ways.replace("usage: ", "", 1).splitlines())
    text = heading(path.name, date, version, summary) + f".SH SYNOPSIS\n{ways_text}\n"
    return text + section("DESCRIPTION", said[len(ways):]) + see_also(["pith"])


def pages(program, scripts, date):
    """Names of files and what is in them; `scripts` are the paths of those that are installed."""
    result = {"pith.1": program_page(program, date)}
    for command in program["commands"]:
        result[f"pith-{command['name']}.1"] = command_page(command, program, date)
    for link, page in (("unpith", "pith-decompress"), ("pithcat", "pith-decompress")):
        result[f"{link}.1"] = f".so man1/{page}.1\n"
    for path in scripts:
        result[f"{path.name}.1"] = script_page(path, program["version"], date)
    return result
