#!/usr/bin/env bash
# The pictures of docs/staff/review.md: a copy for review as it comes back, and the page of `letters review --html`.
#   xtask/review/pictures.sh PROGRAM
# Needs LibreOffice with python3-uno, pdftoppm and Chromium.
set -euo pipefail
program=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/letters" "$root/templates" "$work"
cd "$work"
"$program" build letters/sg17-011.yaml --review --format docx >/dev/null
cp output/review/*.docx sent.docx
cat >steps.jsonl <<'STEPS'
{"in": "sent.docx", "out": "returned.docx", "tracked": true, "steps": [["author", "Director's office"], ["replace", "usual", "customary"], ["author", "Chair"], ["replace", "10:00-16:00", "10:00-17:00"], ["replace", "I wish you", "We wish you"], ["paragraph_behind", "IPR information", "Patent statements"], ["bold", "task force"]]}
STEPS
/usr/bin/python3 "$root/xtask/review/office.py" <steps.jsonl >/dev/null
soffice --headless "-env:UserInstallation=file://$work/office" --convert-to pdf returned.docx >/dev/null 2>&1
pdftoppm -r 84 -f 1 -l 1 -x 0 -y 150 -W 694 -H 560 -singlefile -png returned.pdf "$root/docs/staff/review-word"
"$program" review returned.docx --html report.html >/dev/null
chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1180,940 \
  --screenshot="$root/docs/staff/review-page.png" "file://$work/report.html" >/dev/null 2>&1
