# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion of searcher for bash: options, their values, saved searches after @, and persons,
# countries and sources from the archive.

_dateline_searcher() {
  local cur=${COMP_WORDS[COMP_CWORD]} option="" database=() i offer
  # Bash splits --person=La into three words.
  if [[ $cur == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 1]} cur=""
  elif ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  elif ((COMP_CWORD > 0)); then
    option=${COMP_WORDS[COMP_CWORD - 1]}
  fi
  for ((i = 1; i < COMP_CWORD - 1; ++i)); do
    if [[ ${COMP_WORDS[i]} == -d || ${COMP_WORDS[i]} == --db ]]; then
      local at=$((i + 1))
      [[ ${COMP_WORDS[at]} == = ]] && at=$((at + 1))
      local path=${COMP_WORDS[at]}
      database=(--db "${path/#\~/$HOME}")
    fi
  done
  COMPREPLY=()
  local begun=${cur#[\"\']}
  begun=${begun//\\/}
  local list=""
  case $option in
    -d | --db) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --like) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --not-*) list=$(searcher "${database[@]}" --complete "${option#--not-}=$begun" 2>/dev/null) ;;
    --limit | -n | --offset | --facet-limit | --save | --show | --since | --until) return ;;
    --?*) list=$(searcher "${database[@]}" --complete "${option#--}=$begun" 2>/dev/null) ;;
  esac
  if [[ -z $list ]]; then
    case $cur in
      -*) list=$(searcher --complete option) ;;
      @*)
        mapfile -t COMPREPLY < <(searcher --complete "saved=${cur#@}" 2>/dev/null | cut -f 1 | sed 's/^/@/')
        return ;;
      *) return ;;
    esac
  fi
  # Readline puts in the common beginning of all offers: only those that begin as typed may stay.
  shopt -q nocasematch && local restore=: || local restore="shopt -u nocasematch"
  shopt -s nocasematch
  while IFS=$'\t' read -r offer _; do
    [[ $offer == "$begun"* ]] || continue
    if [[ $cur == [\"\']* ]]; then
      COMPREPLY+=("$offer")
    else
      COMPREPLY+=("$(printf %q "$offer")")
    fi
  done <<<"$list"
  $restore
}
complete -F _dateline_searcher searcher
