# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion of indexer for bash: options, and files for everything else.

_dateline_indexer() {
  local cur=${COMP_WORDS[COMP_CWORD]}
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(indexer --complete option | cut -f 1)" -- "$cur")
  else
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
  fi
}
complete -F _dateline_indexer indexer
