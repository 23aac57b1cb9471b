# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion of searcher for bash: options, their values, saved searches after @, and persons,
# countries and sources from the archive.

# Lines, as they must be typed after $1, the word typed so far.
_dateline_quoted() {
  local line
  case $1 in
    # Readline closes the quote, but not where one stands last already.
    \'*) sed -e "s/'/'\\\\''/g" -e "s/'$/''/" ;;
    # Within such quotes a ! would still recall an earlier command.
    \"*) sed -e 's/[\\"$`]/\\&/g' -e "s/!/\"'!'\"/g" -e 's/"$/""/' ;;
    *) while IFS= read -r line; do printf '%q\n' "$line"; done ;;
  esac
}

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
      @* | [\"\']@*) list=$(searcher --complete "saved=${begun#@}" 2>/dev/null | sed 's/^/@/') ;;
      *) return ;;
    esac
  fi
  # Readline puts in the common beginning of all offers: only those that begin as typed may stay.
  shopt -q nocasematch && local restore=: || local restore="shopt -u nocasematch"
  shopt -s nocasematch
  local offers=""
  while IFS=$'\t' read -r offer _; do
    [[ ${offer//\\/} == "$begun"* ]] && offers+=$offer$'\n'
  done <<<"$list"
  $restore
  mapfile -t COMPREPLY < <(printf %s "$offers" | _dateline_quoted "$cur")
}
complete -F _dateline_searcher searcher
