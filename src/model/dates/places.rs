//! Which places the patterns of a phrases file may have: a misspelt one would be printed with its braces.

use super::pattern::{Element, cut};
use crate::base::Diagnostics;
use crate::base::text::nearest;
use crate::base::yaml::{Node, Value};
use crate::model::rules::PHRASES;

const DAY: &[&str] = &["day", "month", "year", "weekday"];
const SHORT_DAY: &[&str] = &["day", "weekday"];
const RANGE: &[&str] = &["day1", "month1", "year1", "half1", "day2", "month2", "year2", "half2"];
const TIME: &[&str] = &["hour", "plain_hour", "minute"];
const HOURS: &[&str] =
    &["from", "to", "time1", "time2", "hour1", "hour2", "plain_hour1", "plain_hour2", "minute1", "minute2"];
const HALF: &[&str] = &["date", "half"];

/// What the pattern under a key may hold; `None` where the key has no pattern.
fn places(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "day" | "weekday-day" | "prose-day" => DAY,
        "range-days" | "range-months" | "range-years" => RANGE,
        "prose-days" | "prose-months" | "prose-years" | "prose-two-days" => RANGE,
        "short-day" => SHORT_DAY,
        "time" | "time-on-the-hour" => TIME,
        "hours" => HOURS,
        "half-day" => HALF,
        _ => return None,
    })
}

/// Reports every place in the group `dates` of a phrases file that its pattern does not know.
pub fn check(dates: &Node, problems: &mut Diagnostics) {
    let Value::Mapping(entries) = &dates.value else { return };
    for (key, node) in entries {
        let Some(known) = places(&key.text) else { continue };
        for piece in node.as_str().map(cut).unwrap_or_default() {
            let Element::Place(name) = piece else { continue };
            if known.contains(&name.as_str()) {
                continue;
            }
            let label = nearest(&name, known.iter().copied()).map_or_else(
                || "expected a placeholder of this pattern".to_owned(),
                |near| format!("did you mean `{{{near}}}`?"),
            );
            let all: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
            PHRASES
                .finding(format!("the pattern `{}` cannot contain `{{{name}}}`", key.text))
                .at(&node.span, label)
                .hint(format!("possible placeholders: {}", all.join(", ")))
                .report(problems);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Source, yaml};

    #[test]
    fn a_misspelt_place_is_told_with_the_nearest() {
        let source =
            Source::new("x.yaml", "day: \"{dya} {month}\"\nhours: \"{time1}-{to}\"\nhalf-day: \"{zzzzz}\"\n");
        let mut problems = Diagnostics::default();
        let node = yaml::parse(&source, &mut problems).expect("YAML");
        check(&node, &mut problems);
        let told: Vec<String> = problems.iter().map(|problem| problem.message.clone()).collect();
        assert_eq!(
            told,
            ["the pattern `day` cannot contain `{dya}`", "the pattern `half-day` cannot contain `{zzzzz}`"]
        );
    }

    #[test]
    fn every_pattern_is_a_key() {
        let keys = super::super::DateWords::keys();
        assert_eq!(keys.iter().filter(|key| places(key).is_some()).count(), 15);
    }
}
