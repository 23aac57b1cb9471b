# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion of searcher for fish: options, their values, saved searches after @, and persons,
# countries and sources from the archive, by any word of a name.

function __dateline_values --argument-names field
    set -l words (commandline -opc)
    set -l database
    for i in (seq (count $words))
        if contains -- $words[$i] -d --db; and test $i -lt (count $words)
            set database --db $words[(math $i + 1)]
        end
    end
    set -l begun (commandline -ct | string replace -r '^--[a-z-]+=' '' | string unescape)
    searcher $database --complete "$field=$begun" 2>/dev/null
end

complete -c searcher -f
complete -c searcher -n 'string match -q "@*" -- (commandline -ct)' \
    -a '(searcher --complete "saved="(commandline -ct | string sub -s 2) 2>/dev/null | string replace -r "^" "@")'
searcher --complete option 2>/dev/null | while read -l -d \t name value help
    set -l long (string sub -s 3 -- $name)
    if test -z "$value"
        complete -c searcher -l $long -d "$help"
    else if contains -- $long db like
        complete -c searcher -l $long -r -F -d "$help"
    else
        set -l field (string replace -r '^not-' '' -- $long)
        complete -c searcher -l $long -x -d "$help" -a "(__dateline_values $field)"
    end
end
