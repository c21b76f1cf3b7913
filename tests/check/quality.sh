#!/usr/bin/env bash
# Prints how well names and relations are found: precision, recall and F1 on annotated stories.
# usage: tests/check/quality.sh [CONSORT [GOLD_FOLDER]]
# The tests pin what is measured on tests/gold; this prints the figures, and those of a gold outside the repository where there is one:
# a folder with stories (*.jsonl) and a scorer (score.py GOLD SYSTEM).
set -euo pipefail
cd "$(dirname "$0")/../.."
consort=${1:-target/release/consort}
outside=${2:-../shared/gold}

if [ -e "$outside/score.py" ]; then
    records=$(mktemp)
    trap 'rm -f "$records"' EXIT
    "$consort" --quiet extract data --format jsonl > "$records"
    for gold in "$outside"/*.jsonl; do
        printf '%s\n' "$gold"
        python3 "$outside/score.py" "$gold" "$records"
    done
else
    echo "no further gold in $outside"
fi
