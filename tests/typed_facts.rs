//! What the code in braces makes of days, times, lists, groups, and facts that a letter does not have: what people
//! expect, or a message; never what the program has for them inside.

use crate::common::session;
use collective_letters::base::{Diagnostic, Source};
use collective_letters::project::session::Session;
use std::sync::LazyLock;

static HOUSE: LazyLock<Session> = LazyLock::new(|| session::session("tests/letters"));

const LETTER: &str = r#"
number: 1
group: SG17
date: 2025-01-20
meeting:
  starts: 2025-04-08
  ends: 2025-04-17
  opens: 09:30
  schedule: {circular: 3, date: 2024-12-09}
  working-languages: [en, fr]
body:
  - text: |
      START CODE END
annexes:
  - {kind: practical}
  - {kind: agenda}
"#;

/// What a text prints, or what is wrong with it: message, place, help.
fn printed(code: &str) -> Result<String, String> {
    printed_in(LETTER, code)
}

fn printed_in(letter: &str, code: &str) -> Result<String, String> {
    let yaml = letter.replace("CODE", &code.replace('\n', "\n      "));
    let read = HOUSE.read(&Source::new("letters/a.yaml", yaml));
    let composition = HOUSE.compose(&read);
    let problem = |problem: &Diagnostic| {
        let place = problem.span.as_ref().map_or("", |span| span.text());
        format!("{} [{place}] {}", problem.message, problem.hints.join(" / "))
    };
    match &composition.composed {
        Some(composed) => {
            let blocks = composed.prose.blocks.iter().map(|block| block.text.as_str());
            let text = blocks.collect::<Vec<_>>().join("\n");
            let text =
                text.split_once("START ").and_then(|(_, text)| text.split_once("END")).expect("the text").0;
            Ok(text.trim_end().to_owned())
        }
        None => Err(composition.findings.problems.iter().map(problem).collect::<Vec<_>>().join("\n")),
    }
}

fn assert_printed(cases: &[(&str, &str)]) {
    for (code, expected) in cases {
        assert_eq!(printed(code).as_deref(), Ok(*expected), "{code}");
    }
}

/// The messages of codes, as one text to be read.
fn messages(codes: &[&str]) -> String {
    let mut said = String::new();
    for code in codes {
        let error = printed(code).expect_err(code);
        assert!(
            !error.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) && !error.contains("U+"),
            "{code}: {error}"
        );
        assert!(!error.contains("_words") && !error.contains("_one"), "{code}: {error}");
        said += &format!("{code}\n  {}\n", error.replace('\n', "\n  "));
    }
    said
}

/// What a comparison says.
fn holds(comparison: &str) -> Result<bool, String> {
    printed(&format!("{{% if {comparison} %}}yes{{% else %}}no{{% endif %}}")).map(|said| said == "yes")
}

#[test]
fn days_and_times_are_compared_by_what_they_are() {
    for (comparison, expected) in [
        ("meeting.starts < '2025-06-01'", true),
        ("meeting.starts > '2025-06-01'", false),
        ("'2025-04-07' < meeting.starts", true),
        ("meeting.starts <= '2025-04-08' and meeting.starts >= \"2025-04-08\"", true),
        ("meeting.starts == '2025-04-08'", true),
        ("meeting.starts != '2025-04-08'", false),
        ("meeting.opens < '10:00' and meeting.opens == '09:30' and meeting.opens == '9:30'", true),
        ("meeting.first_day == meeting.starts and meeting.first_day < meeting.ends", true),
        ("meeting.first_day <= meeting.starts and meeting.starts <= meeting.first_day", true),
        ("meeting.starts in ['2025-04-08', '2025-04-09']", true),
        ("meeting.starts not in [meeting.ends]", true),
        ("letter.date < meeting.schedule.date", false),
        ("meeting.agreed == none and meeting.agreed != meeting.starts", true),
        ("meeting.starts == meeting.opens", false),
        ("meeting.agreed", false),
        ("meeting.starts and meeting.opens", true),
        ("(meeting.agreed or meeting.starts) == meeting.starts", true),
        ("not meeting.starts == meeting.ends", true),
        ("meeting.kind == 'study-group' and letter.year == 2025", true),
    ] {
        assert_eq!(holds(comparison), Ok(expected), "{comparison}");
    }
    let sorted = "{% set x = '2025-04-08' %}{% if meeting.starts == x %}same{% endif %}\
                  {% for row in deadlines %}{% if row.date < '2025-01-01' %}before{% endif %}{% endfor %}";
    assert_printed(&[(sorted, "same")]);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let compared = [
        "meeting.starts < 'June'",
        "meeting.starts == '8 April 2025'",
        "meeting.starts < '2025-02-30'",
        "meeting.starts == '2025-4-8'",
        "meeting.opens < '25:00'",
        "meeting.opens < meeting.ends",
        "meeting.agreed < meeting.starts",
        "meeting.starts > 5",
        "meeting.dates == meeting.starts",
        "meeting.starts < meeting",
        "'2025' in meeting.starts",
        "meeting.starts is containing(pat='2025')",
        "meeting.starts is starting_with(pat='8')",
        "letter.year > 'x'",
    ];
    let codes = compared.map(|comparison| format!("{{% if {comparison} %}}yes{{% endif %}}"));
    insta::assert_snapshot!(messages(&codes.each_ref().map(String::as_str)));
}

#[test]
fn filters_for_words_get_words() {
    assert_printed(&[
        ("{{ meeting.starts | upper }}", "8 APRIL 2025"),
        ("{{ meeting.starts | lower }}", "8 april 2025"),
        ("{{ meeting.first_day | upper }}", "TUESDAY, 8 APRIL 2025"),
        ("{{ meeting.starts | replace(from='April', to='May') }}", "8 May 2025"),
        ("{{ meeting.starts | split(pat=' ') | first }}", "8"),
        ("{{ meeting.starts | truncate(length=3) }}", "8 A…"),
        ("{{ meeting.starts | wordcount }} {{ meeting.starts | length }} {{ deadlines | length }}", "3 12 4"),
        ("{{ meeting.opens | replace(from=' hours', to='') }}", "0930"),
        ("{% filter upper %}from {{ meeting.starts }}{% endfilter %}", "FROM 8 APRIL 2025"),
        ("{% set x | upper %}{{ meeting.opens }}{% endset %}{{ x }}", "0930 HOURS"),
        ("{{ meeting.starts ~ ', ' ~ meeting.opens }}", "8 April 2025, 0930 hours"),
        ("{{ meeting.starts | str }}{{ meeting.opens | safe }}", "8 April 20250930 hours"),
        ("{{ [meeting.starts, meeting.first_day] | listed }}", "8 April 2025 and Tuesday, 8 April 2025"),
        ("{{ [meeting.starts, meeting.ends] | join(sep=' to ') }}", "8 April 2025 to 17 April 2025"),
        ("{{ meeting.starts | date_range(to=meeting.ends) }}", "8-17 April 2025"),
        ("{{ meeting.starts | date_range(to='2025-04-09') }}", "8-9 April 2025"),
        ("{{ '2025-04-08' | long_date }}, {{ '09:30' | time }}", "Tuesday, 8 April 2025, 0930 hours"),
        ("{{ '2025-04-08' }}", "2025-04-08"),
    ]);
}

#[test]
fn facts_that_the_letter_does_not_have() {
    assert_printed(&[
        ("({{ meeting.host }})", "()"),
        ("{{ meeting.host | default(value='nobody') }}", "nobody"),
        ("{{ meeting.agreed | default(value='soon') | upper }}", "SOON"),
        ("{{ meeting.agreed | default(value=meeting.starts) }}", "8 April 2025"),
        ("{{ meeting.endorsed.dates | default(value='never') }}", "never"),
        ("{{ meeting.starts | default(value='soon') }}", "8 April 2025"),
        ("({{ meeting.endorsed.dates }})", "()"),
        ("{% if meeting.endorsed.by == group.name %}yes{% else %}no{% endif %}", "no"),
        ("{{ meeting.host or 'nobody' }}", "nobody"),
        ("{{ meeting.schedule.date }}", "9 December 2024"),
    ]);
    insta::assert_snapshot!(messages(&[
        "{{ meeting.agreed | long_date }}",
        "{{ due.captioning | date }}",
        "{{ meeting.registration_desk | time }}",
        "{{ meeting.agreed | upper }}",
        "{{ meeting.endorsed.nothing }}",
        "{{ meeting.daily-hours }}",
        "{{ on-behalf.name | upper }}",
        "{{ meeting.plase }}",
        "{{ nothing }}",
        "{% for row in deadlines %}{{ row.day }}{% endfor %}",
        "{{ phrases.foo }}",
    ]));
}

#[test]
fn groups_and_lists_are_not_printed_as_data() {
    let mut codes =
        vec!["{{ deadlines }}".to_owned(), "{{ annex_pointers }}".to_owned(), "{{ annex }}".to_owned()];
    for fact in ["meeting.schedule", "deadlines", "meeting.languages"] {
        for code in [
            "{{ FACT | default(value='x') }}",
            "{{ FACT ~ '' }}",
            "{{ FACT or 'x' }}",
            "{% set x = FACT %}{{ x }}",
            "{% for x in [FACT] %}{{ x }}{% endfor %}",
            "{{ FACT | str }}",
            "{{ FACT | safe }}",
            "{{ [FACT] | join(sep=' ') }}",
            "{{ [FACT] | listed }}",
            "{{ [FACT] | first }}",
            "{{ [FACT][0] }}",
            "{{ [FACT] | reverse }}",
            "{{ [FACT] | unique }}",
            "{% filter upper %}{{ FACT }}{% endfilter %}",
        ] {
            codes.push(code.replace("FACT", fact));
        }
    }
    let mut said = messages(&codes.iter().map(String::as_str).collect::<Vec<_>>());
    said += &messages(&["{{ group }}", "{{ meeting }}", "{{ contact_list }}"]);
    insta::assert_snapshot!(said);
}

#[test]
fn what_the_messages_advise_works() {
    let rows = printed("{% for one in deadlines %}{{ one.date }} {% endfor %}").expect("rows");
    assert!(rows.starts_with("8 February 2025"), "{rows}");
    assert_printed(&[
        ("{{ meeting.languages | listed }}", "English and French"),
        ("{{ meeting.schedule.circular }}", "3"),
        ("{% if meeting.agreed and meeting.agreed < meeting.starts %}x{% endif %}", ""),
        ("{% for one in contact_list %}{{ one.e_mail }} {% endfor %}", "tsbsg17@itu.int"),
    ]);
}

#[test]
fn days_and_times_have_no_parts() {
    insta::assert_snapshot!(messages(&[
        "{{ meeting.starts[0] }}",
        "{{ meeting.starts[0:2] }}",
        "{{ meeting.starts.year }}",
        "{% for c in meeting.starts %}{{ c }}{% endfor %}",
        "{{ [c for c in meeting.starts] | first }}",
        "{{ meeting.starts | int }}",
        "{{ meeting.starts + 1 }}",
        "{{ letter.year / 0 }}",
        "{{ meeting.starts | date(format='%Y') }}",
        "{{ meeting.opens | date }}",
        "{{ meeting.starts | time }}",
        "{{ meeting.starts | date_range(to=meeting.opens) }}",
        "{{ meeting.ends | date_range(to=meeting.starts) }}",
        "{{ meeting.place | date }}",
        "{{ 'x' | time }}",
        "{{ annex.agenda | upper }}",
        "{{ annex.agenda | truncate(length=3) }}",
        "{{ annex.agenda | length }}",
        "{{ meeting.place | listed }}",
    ]));
}

/// A letter whose facts have signs of Markdown, in annexes, phrases and the place.
const SIGNS: &str = r#"
number: 1
group: SG17
date: 2025-01-20
meeting: {starts: 2025-04-08, ends: 2025-04-17, place: "Oslo *A* [b](c) & <d>"}
body:
  - text: |
      START CODE END
annexes:
  - {kind: agenda}
  - {kind: text, name: tor, title: "Terms of reference (ToR) *x* [y]", text: Words.}
  - {kind: practical}
"#;

/// What a text prints in that letter.
fn printed_with_signs(code: &str) -> Result<String, String> {
    printed_in(SIGNS, code)
}

#[test]
fn pointers_at_annexes_are_links_or_messages_in_every_form() {
    for (code, expected) in [
        ("{{ annex.tor }}", "Annex B"),
        ("{{ annex['tor'] }}", "Annex B"),
        ("{{ annex.tor | default(value='x') }}", "Annex B"),
        ("{{ annex.tor or 'x' }}", "Annex B"),
        ("{{ annex.tor if true else 'x' }}", "Annex B"),
        ("{{ annex.nothing | default(value='no *annex*') }}", "no *annex*"),
        ("{{ annex.tor ~ '.' }}", "Annex B."),
        ("{{ 'see *' ~ annex.tor }}", "see *Annex B"),
        ("{{ annex.tor ~ ' & ' ~ annex.agenda }}", "Annex B & Annex A"),
        ("{{ annex['tor'] ~ '!' }}", "Annex B!"),
        ("{% set x = annex.tor %}{{ x }}", "Annex B"),
        ("{% set x = annex.tor %}{{ x ~ '.' }}", "Annex B."),
        ("{% set x = annex.tor ~ '.' %}{{ x }}", "Annex B."),
        ("{% set x %}see {{ annex.tor }}{% endset %}{{ x }}", "see Annex B"),
        ("{% set x %}see {{ annex.tor }}{% endset %}{{ x ~ '.' }}", "see Annex B."),
        ("{% set x = [annex.tor, annex.agenda] %}{{ x | pointers }}", "Annexes B and A"),
        ("{{ [annex.tor] | pointers }}", "Annex B"),
        ("{{ [annex.tor, annex.agenda] | pointers }}", "Annexes B and A"),
        ("{{ [annex.tor, annex.agenda] | pointers ~ '.' }}", "Annexes B and A."),
        ("{{ [annex.tor, annex.agenda] | listed }}", "Annex B and Annex A"),
        ("{{ [annex.tor, '*x*'] | listed }}", "Annex B and *x*"),
        ("{{ [annex.tor, meeting.starts] | listed }}", "Annex B and 8 April 2025"),
        ("{{ [annex.tor, annex.agenda] | unique | listed }}", "Annex B and Annex A"),
        ("{{ [annex.tor, annex.agenda] | join(sep=' + ') }}", "Annex B + Annex A"),
        ("{{ [annex.tor, annex.agenda] | first }}", "Annex B"),
        ("{{ [annex.tor] | sort | first }}", "Annex B"),
        ("{% for a in [annex.tor, annex.agenda] %}{{ a }}; {% endfor %}", "Annex B; Annex A;"),
        ("{% for a in [annex.tor] %}{{ a ~ '.' }}{% endfor %}", "Annex B."),
        (
            "{% for name, a in annex %}{{ name }}: {{ a }}; {% endfor %}",
            "agenda: Annex A; practical: Annex C; tor: Annex B;",
        ),
        ("{% if annex.tor %}yes {{ annex.tor }}{% endif %}", "yes Annex B"),
        ("{% if annex.nothing %}yes{% else %}no{% endif %}", "no"),
        ("{% if annex.tor is defined %}yes{% endif %}", "yes"),
        ("{% if annex.tor == 'x' %}yes{% else %}no{% endif %}", "no"),
        ("{% if annex.tor in [annex.tor] %}yes{% endif %}", "yes"),
        ("{{ annex | length }}", "3"),
        ("{{ annex | keys | listed }}", "agenda, practical and tor"),
    ] {
        assert_eq!(printed_with_signs(code).as_deref(), Ok(expected), "{code}");
    }
    let filters = [
        "upper",
        "lower",
        "title",
        "capitalize",
        "trim",
        "safe",
        "str",
        "escape",
        "indent",
        "reverse",
        "length",
        "wordcount",
        "newlines_to_br",
        "truncate(length=5)",
        "replace(from='Annex', to='Appendix')",
        "split(pat=' ')",
        "trim(pat='[')",
        "first",
        "last",
        "listed",
        "pointers",
        "date",
        "time",
        "int",
        "abs",
        "json_encode",
        "urlencode",
        "unique",
        "nth(n=0)",
    ];
    let mut codes: Vec<String> =
        filters.iter().map(|filter| format!("{{{{ annex.tor | {filter} }}}}")).collect();
    codes.extend(
        ["upper", "truncate(length=3)"]
            .map(|filter| format!("{{% filter {filter} %}}see {{{{ annex.tor }}}}{{% endfilter %}}")),
    );
    codes.extend(
        [
            "{% set x = annex.tor %}{{ x | upper }}",
            "{% set x | upper %}see {{ annex.tor }}{% endset %}{{ x }}",
            "{{ [annex.tor, annex.agenda] | pointers | upper }}",
            "{{ (annex.tor ~ '.') | upper }}",
            "{{ annex.tor[0] }}",
            "{% set x = annex.tor %}{{ x[0] }}",
            "{{ annex.tor[0:3] }}",
            "{% for c in annex.tor %}{{ c }}{% endfor %}",
            "{{ annex.tor.title }}",
            "{{ annex.tor in [annex.tor] }}",
            "{{ annex.tor + 1 }}",
            "{{ [annex.tor] }}",
            "{{ {'a': annex.tor} }}",
            "{{ annex }}",
            "{{ annex_letters }}",
            "{{ annex_pointers }}",
            "{{ annex_pointers | length }}",
            "{{ __tera_context }}",
            "{{ deadlines | _same }}",
            "{% set x = __tera_context %}{{ x }}",
        ]
        .map(str::to_owned),
    );
    let mut said = String::new();
    for code in codes {
        let error = printed_with_signs(&code).expect_err(&code);
        assert!(!["](", "#annex", "FACT", "U+"].iter().any(|part| error.contains(part)), "{code}: {error}");
        said += &format!("{code}\n  {}\n", error.replace('\n', "\n  "));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn texts_with_markup_are_escaped_once_however_they_are_joined() {
    let place = "Oslo *A* [b](c) & <d>";
    for (code, expected) in [
        ("{{ phrases.place }}", "@"),
        ("{{ phrases.place ~ '.' }}", "@."),
        ("{{ 'in *' ~ phrases.place }}", "in *@"),
        ("{{ phrases.place ~ phrases.place }}", "@@"),
        ("{{ meeting.place ~ phrases.place ~ '*a* <b> _c_' }}", "@@*a* <b> _c_"),
        ("{% set x = phrases.place ~ '!' %}{{ x }}", "@!"),
        ("{% set x = phrases.place %}{{ x ~ '*' }}", "@*"),
        ("{{ [phrases.place, 'a*b*'] | listed }}", "@ and a*b*"),
        ("{{ [phrases.place, 'a*b*'] | join(sep='; ') }}", "@; a*b*"),
        ("{{ [phrases.place, meeting.place] | listed ~ '.' }}", "@ and @."),
        ("{{ phrases.place | upper }}", "OSLO *A* [B](C) & <D>"),
        ("{{ (phrases.place ~ '.') | upper }}", "OSLO *A* [B](C) & <D>."),
        ("{{ meeting.place ~ '.' }}", "@."),
        ("{{ '*a*' ~ '_b_' }}", "*a*_b_"),
        (
            "{{ items.paperless ~ ' *More*.' }}",
            "PAPERLESS MEETING: The meeting will be run paperless. *More*.",
        ),
        (
            "{{ [items.paperless, 'x'] | listed }}",
            "PAPERLESS MEETING: The meeting will be run paperless. and x",
        ),
        ("{{ items.paperless | wordcount }}", "8"),
        ("{{ letter.number ~ '/' ~ group.number ~ meeting.host }}", "1/17"),
        ("{% if group.code ~ '-x' == 'SG17-x' %}yes{% endif %}", "yes"),
        ("{{ meeting.starts ~ ' in ' ~ phrases.place }}", "8 April 2025 in @"),
    ] {
        assert_eq!(printed_with_signs(code), Ok(expected.replace('@', place)), "{code}");
    }
    insta::assert_snapshot!(messages(&[
        "{{ items.paperless | truncate(length=20) }}",
        "{{ items.paperless | reverse }}",
        "{{ items.paperless | split(pat=' ') | listed }}",
        "{{ items.paperless[3] }}",
        "{{ items.paperless[1:5] }}",
        "{% for c in items.paperless %}{{ c }}{% endfor %}",
        "{{ meeting.captioning }}",
        "{{ not meeting.captioning }}",
        "{{ meeting.starts == meeting.ends }}",
        "{{ true }}",
        "{{ range(end=3) }}",
        "{{ 'a' | split(pat='') }}",
        "{{ {'a': 1} | keys }}",
    ]));
}
