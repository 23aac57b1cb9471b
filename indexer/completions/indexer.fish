# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion of indexer for fish: options, and files for everything else.

indexer --complete option 2>/dev/null | while read -l -d \t name value help
    set -l long (string sub -s 3 -- $name)
    if test -z "$value"; or string match -q '[[]*' -- "$value"
        complete -c indexer -l $long -d "$help"
    else
        complete -c indexer -l $long -r -F -d "$help"
    end
end
