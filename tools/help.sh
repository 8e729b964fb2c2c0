# shellcheck shell=bash
# Sourced first by the scripts of this folder: with --help a script prints the comment it begins with, and nothing else
# happens.

if [[ "${1-}" == --help || "${1-}" == -h ]]; then
  awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "${BASH_SOURCE[1]}"
  exit 0
fi
