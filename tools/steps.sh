# shellcheck shell=bash
# Sourced by tools/quickstart and tools/test: runs steps quietly, one line each with its seconds, all output in a log.
# REQUIRES: `log` is the path of the log file, `set -euo pipefail`.

paint() {  # paint SGR TEXT: coloured on a terminal, plain elsewhere
  if [[ -t 1 && -z "${NO_COLOR-}" ]]; then
    printf '\033[%sm%s\033[0m' "$1" "$2"
  else
    printf '%s' "$2"
  fi
}

begin_log() {
  : "${log:?the path of the log file}"
  mkdir -p "$(dirname "$log")"
  : >"$log"
}

# What ninja ("[12/80]") or ctest ("12/80 Test") last said of the present step.
progress_in_log() {
  tail -n 6 "$log" | awk '
    /^== / { seen = "" }
    /^\[ *[0-9]+\/[0-9]+\]/ || /^ *[0-9]+\/[0-9]+ Test/ { match($0, /[0-9]+\/[0-9]+/); seen = substr($0, RSTART, RLENGTH) }
    END { print seen }'
}

watch_step() {  # watch_step LABEL: redraws the line until it is killed, or the script is gone
  local started=$SECONDS
  while kill -0 $$ 2>/dev/null; do
    printf '\r  %-34s %4d s  %-12s' "$1" $((SECONDS - started)) "$(progress_in_log)"
    sleep 0.5
  done
}

# step LABEL COMMAND...: returns the command's status, and says nothing of a failure: the caller knows what it means.
step() {
  local label=$1 started=$SECONDS status=0 watcher=''
  shift
  printf '\n== %s: %s\n' "$label" "$*" >>"$log"
  if [[ -t 1 ]]; then
    watch_step "$label" &
    watcher=$!
  else
    printf '  %-34s' "$label"
  fi
  "$@" >>"$log" 2>&1 </dev/null || status=$?
  if [[ -n "$watcher" ]]; then
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    printf '\r\033[K  %-34s' "$label"
  fi
  printf ' %4d s\n' $((SECONDS - started))
  return "$status"
}

fail() {  # fail MESSAGE: the end of the log, then one clear line
  printf '\n--- the end of %s\n' "$log" >&2
  tail -n 40 "$log" >&2
  printf '\n%s\n' "$(paint '1;31' "$1")" >&2
  exit 1
}

configure() {  # configure FOLDER CMAKE_OPTION...
  local folder=$1 generator=() launcher=()
  shift
  if [[ ! -e "$folder/CMakeCache.txt" ]] && command -v ninja >/dev/null; then
    generator=(-G Ninja)
  fi
  if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  cmake -S . -B "$folder" "${generator[@]}" "${launcher[@]}" -DCMAKE_BUILD_TYPE=Release "$@"
}

cores() {
  nproc 2>/dev/null || echo 2
}
