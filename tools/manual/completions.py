"""Completions of commands, options and values for bash, zsh and fish."""

from . import options as table

FOLDERS = "~/.local/share/pith/models /usr/local/share/pith/models /usr/share/pith/models"
MODELS = f"""for folder in ${{PITH_MODELS//:/ }} {FOLDERS}; do
    for file in "$folder"/*.pithm; do
      [[ -e $file ]] && file=${{file##*/}} && printf '%s\\n' "${{file%.pithm}}"
    done
  done"""


def all_spellings(options):
    return [name for option in table.shown(options) for name in table.spellings(option)]


def of_kind(options, kind):
    return [name for option in table.shown(options) if table.kind(option) == kind for name in table.spellings(option)]


def bash(program):
    commands = program["commands"]
    names = " ".join(command["name"] for command in commands)
    cases = []
    for command in commands:
        options = command["options"]
        cases.append(f"    {command['name']})\n"
                     f"      options='{' '.join(all_spellings(options))}'\n"
                     f"      models=' {' '.join(of_kind(options, 'model'))} '\n"
                     f"      files=' {' '.join(of_kind(options, 'file'))} '\n"
                     f"      words=' {' '.join(of_kind(options, 'word'))} ' ;;")
    body = "\n".join(cases)
    return f"""# Completion of pith for bash; made from its table of options.
_pith_models() {{
  local folder file
  {MODELS}
}}

_pith() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command options models files words
  command=${{COMP_WORDS[1]}}
  case "${{COMP_WORDS[0]##*/}}" in
    unpith | pithcat) command=decompress ;;
  esac
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 && $command != decompress && $word != -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{names}' -- "$word"; compgen -f -- "$word")
    compopt -o filenames 2>/dev/null
    return
  fi
  case "$command" in
{body}
    *) command=compress; _pith_options_of_compress ;;
  esac
  if [[ $models == *" $before "* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "none $(_pith_models)" -- "$word"; compgen -f -X '!*.pithm' -- "$word")
  elif [[ $words == *" $before "* ]]; then
    return
  elif [[ $word == -* && $files != *" $before "* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options --version" -- "$word")
    return
  elif [[ $command == help ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{names}' -- "$word")
    return
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
  compopt -o filenames 2>/dev/null
}}

_pith_options_of_compress() {{
  case compress in
{cases[0]}
  esac
}}

complete -F _pith pith unpith pithcat
"""


def zsh_quoted(text):
    """For a specification of _arguments within single quotes."""
    for special in "\\[]:":
        text = text.replace(special, f"\\{special}")
    return text.replace("'", "'\\''")


def zsh_argument(option):
    kind = table.kind(option)
    if not kind:
        return ""
    action = {"model": "_pith_models", "word": " ", "file": "_files"}[kind]
    return f":{zsh_quoted(option['value'])}:{action}"


def zsh_specifications(options):
    rows = []
    for option in table.shown(options):
        for name in table.spellings(option):
            equals = "=" if name.startswith("--") and option["value"] else ""
            rows.append(f"    '*{name}{equals}[{zsh_quoted(option['help'])}]{zsh_argument(option)}'")
    return rows


def zsh(program):
    commands = program["commands"]
    listed = "\n".join(f"    '{command['name']}:{zsh_quoted(command['summary'])}'" for command in commands)
    functions = []
    for command in commands:
        rows = zsh_specifications(command["options"])
        rows.append("    '*:command:_pith_commands'" if command["name"] == "help" else "    '*:file:_files'")
        functions.append(f"_pith_{command['name']}() {{\n  _arguments -s \\\n" + " \\\n".join(rows) + "\n}\n")
    names = "|".join(command["name"] for command in commands)
    return f"""#compdef pith unpith pithcat
# Completion of pith for zsh; made from its table of options.

_pith_commands() {{
  local -a commands=(
{listed}
  )
  _describe command commands
}}

_pith_models() {{
  local -a models=(none)
  local folder
  for folder in ${{(s/:/)PITH_MODELS}} {FOLDERS}; do
    models+=($folder/*.pithm(N:t:r))
  done
  _alternative "models:model:($models)" 'files:file:_files -g "*.pithm"'
}}

{chr(10).join(functions)}
_pith() {{
  case $service in
    unpith|pithcat) _pith_decompress; return ;;
  esac
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _alternative 'commands:command:_pith_commands' 'files:file:_files'
  elif [[ $words[2] == ({names}) ]]; then
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    _pith_$command
  else
    _pith_compress
  fi
}}

_pith "$@"
"""


def fish_quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish_option(option, condition):
    parts = [f"complete -c pith -n {fish_quoted(condition)}"]
    rows = []
    for letter in table.letters(option) or [""]:
        row = list(parts)
        if letter:
            row.append(f"-s {letter}")
        if option["name"]:
            row.append(f"-l {option['name']}")
        kind = table.kind(option)
        if kind:
            row.append({"model": "-x -a '(__pith_models)'", "word": "-x", "file": "-r -F"}[kind])
        row.append(f"-d {fish_quoted(option['help'])}")
        rows.append(" ".join(row))
    return rows


def fish(program):
    commands = program["commands"]
    names = " ".join(command["name"] for command in commands)
    rows = [
        "# Completion of pith for fish; made from its table of options.",
        f"set -g __pith_commands {names}",
        "function __pith_models",
        "  echo none",
        f"  for folder in (string split : -- $PITH_MODELS) {FOLDERS}",
        "    path filter -f -- $folder/*.pithm 2>/dev/null | path basename | path change-extension ''",
        "  end",
        "end",
        "function __pith_command",
        "  set -l words (commandline -opc)",
        "  if set -q words[2]; and contains -- $words[2] $__pith_commands",
        "    test $words[2] = $argv[1]",
        "  else",
        "    test $argv[1] = compress",
        "  end",
        "end",
    ]
    for command in commands:
        rows.append(f"complete -c pith -n __fish_use_subcommand -a {command['name']} "
                    f"-d {fish_quoted(command['summary'])}")
    rows.append("complete -c pith -n __fish_use_subcommand -l version -d 'print the version'")
    for command in commands:
        for option in table.shown(command["options"]):
            rows += fish_option(option, f"__pith_command {command['name']}")
    rows.append(f"complete -c pith -n '__pith_command help' -x -a {fish_quoted(names)}")
    rows += [f"complete -c {link} -w 'pith decompress'" for link in ("unpith", "pithcat")]
    return "\n".join(rows) + "\n"


def files(program):
    """Names of files and what is in them."""
    return {"pith": bash(program), "_pith": zsh(program), "pith.fish": fish(program)}
