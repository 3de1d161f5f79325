//! Facts that choose the words of a sentence, or its place: the form of the opening, who speaks, supporters, titles and
//! chairs of working parties, the hours of the first day and of the plenary; in all languages.

use crate::common::session;
use collective_letters::base::Source;
use collective_letters::document::typography::plain;
use collective_letters::project::session::Session;
use std::sync::LazyLock;

static HOUSE: LazyLock<Session> = LazyLock::new(|| session::session("tests/letters"));

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "zh", "ar"];

/// The words of a letter of 2026 in a language, on one line, and the codes of what was found in it.
fn made(language: &str, rest: &str) -> (String, Vec<&'static str>) {
    let yaml = format!("number: 1\ngroup: SG13\ndate: 2026-01-15\nlanguage: {language}\n{rest}\n");
    let read = HOUSE.read(&Source::new("letters/a.yaml", yaml));
    let composition = HOUSE.compose(&read);
    let Some(composed) = &composition.composed else {
        panic!("{rest}: {:#?}", composition.findings.problems)
    };
    let texts: Vec<String> = composed.prose.blocks.iter().map(|block| plain(&block.text)).collect();
    let codes = composition.findings.problems.iter().map(|problem| problem.rule.code).collect();
    (texts.join(" "), codes)
}

/// That each language says its words.
fn all_say(rest: &str, words: [&str; 6]) {
    for (language, words) in LANGUAGES.into_iter().zip(words) {
        let text = made(language, rest).0;
        assert!(text.contains(words), "{language}: no `{words}` in {text}");
    }
}

fn meeting(facts: &str) -> String {
    format!("meeting: {{{facts}, starts: 2026-06-01, ends: 2026-06-05}}\nannexes: [{{kind: agenda}}]")
}

#[test]
fn the_opening_has_the_form_of_choice() {
    all_say(
        &meeting("opening-sentence: will-meet"),
        [
            "ITU-T Study Group 13 (Future networks) will meet at ITU headquarters",
            "La Commission d’études 13 (Réseaux futurs) se réunira à Genève",
            "La Comisión de Estudio 13 (Redes futuras) se reunirá en la Sede",
            "Собрание 13-й Исследовательской комиссии (Будущие сети) состоится",
            "ITU-T第13研究组（未来网络）将于2026年6月1日至5日",
            "سيعقد اجتماع لجنة الدراسات 13",
        ],
    );
    all_say(
        &meeting("opening-sentence: will-hold, ordinal: 2"),
        [
            "It is my pleasure to inform you that ITU-T Study Group 13 (Future networks) will hold its second meeting at",
            "tiendra sa deuxième réunion",
            "celebrará su segunda reunión",
            "второе собрание 13-й",
            "召开第二次会议",
            "الاجتماع الثاني للجنة الدراسات 13",
        ],
    );
    all_say(
        &meeting("opening-sentence: is-to-meet, joint-with: [SG15]"),
        [
            "We are pleased to invite you to attend ITU-T Study Group 13 (Future networks) and ITU-T Study Group 15, which are to meet jointly",
            "qui se réuniront conjointement",
            "que se reunirán conjuntamente",
            "совместном собрании",
            "联席会议",
            "الاجتماع المشترك",
        ],
    );
}

#[test]
fn the_signatory_speaks_for_all_from_the_first_sentence_to_the_last() {
    let letter = format!("voice: we\n{}", meeting("kind: study-group"));
    all_say(
        &letter,
        [
            "We are pleased",
            "Nous avons l’honneur",
            "Nos complace",
            "Имеем честь",
            "我们高兴",
            "يسرنا أن ندعوكم",
        ],
    );
    all_say(
        &letter,
        ["We wish you", "Nous vous souhaitons", "Le deseamos", "Желаем вам", "祝您", "ونتمنى لكم"],
    );
    let alone = made("en", &format!("voice: I\n{}", meeting("joint-with: [SG15]"))).0;
    assert!(alone.contains("It is my pleasure") && alone.contains("I wish you"), "{alone}");
}

#[test]
fn supporters_follow_the_host() {
    all_say(
        &meeting("place: \"Nice, France\", host: X, supported-by: [Alpha, Beta]"),
        [
            "in Nice, France, at the kind invitation of X, with the kind support of Alpha and Beta, from",
            "à l’aimable invitation de X, avec l’appui d’Alpha et de Beta",
            "a la amable invitación de X, con el apoyo de Alpha y de Beta",
            "(X) при поддержке следующих организаций (Alpha и Beta)",
            "应X的盛情邀请，在Alpha和Beta的大力支持下",
            "بدعوة كريمة من X، بدعم من Alpha وBeta",
        ],
    );
    let online = made("en", &meeting("format: virtual, supported-by: [Alpha]")).0;
    assert!(online.contains("held virtually, with the kind support of Alpha, from"), "{online}");
}

#[test]
fn working_parties_have_titles_and_chairs() {
    let parties = "kind: working-party, working-parties: [{number: 1, title: light, chair: {name: Jane Example, country: Ghana}}, 2]";
    all_say(
        &meeting(parties),
        [
            "meetings of Working Party 1/13 on light and Working Party 2/13 of ITU-T Study Group 13",
            "des Groupes de travail 1/13 (light) et 2/13",
            "los Grupos de Trabajo 1/13 (light) y 2/13",
            "Рабочих групп 1/13 (light) и 2/13",
            "第1/13工作组（light）和第2/13工作组",
            "لفرقتي العمل 1/13 (light) و2/13",
        ],
    );
    all_say(
        &meeting(&format!("{parties}, management-team: yes")),
        [
            "the Chair of Working Party 1/13, Jane Example (Ghana), and the management team of the study group, is",
            "le Président du Groupe de travail 1/13, Jane Example (Ghana), et l’équipe de direction, figure",
            "el Presidente del Grupo de Trabajo 1/13, Jane Example (Ghana), y el equipo de dirección, figura",
            "Председателем Рабочей группы 1/13 Jane Example (Ghana) и руководящим составом, содержится",
            "第1/13工作组主席Jane Example（Ghana）及管理班子",
            "رئيس فرقة العمل 1/13، Jane Example (Ghana)، وفريق الإدارة، في",
        ],
    );
}

#[test]
fn the_plenary_may_follow_the_first_day() {
    all_say(
        &meeting("opens: \"09:30\", opening-plenary: 2026-06-03 14:30"),
        [
            "will open at 0930 hours on the first day. The opening plenary will begin at 1430 hours on Wednesday, 3 June 2026.",
            "à 9 h 30 le premier jour. La séance plénière d’ouverture débutera à 14 h 30 le mercredi 3 juin 2026.",
            "a las 09.30 horas del primer día. La sesión plenaria de apertura comenzará a las 14.30 horas del miércoles",
            "в первый день его работы в 09 час. 30 мин. Пленарное заседание, посвященное открытию собрания, начнется в 14 час. 30 мин. (среда",
            "会议将于第一天9时30分开始。 开幕全体会议将于2026年6月3日（星期三）14时30分开始。",
            "في الساعة 09:30 من اليوم الأول. وستبدأ الجلسة العامة الافتتاحية في الساعة 14:30 يوم",
        ],
    );
    let (_, early) = made(
        "en",
        &meeting("opens: \"09:30\", registration-desk: \"08:30\", opening-plenary: 2026-06-03 morning"),
    );
    assert_eq!(early, Vec::<&str>::new());
    let (_, late) = made("en", &meeting("daily-hours: \"09:30-17:30\", opening-plenary: 2026-06-03 18:30"));
    assert!(late.contains(&"opens-outside-hours"), "{late:?}");
}

#[test]
fn the_subject_has_the_mark_of_choice() {
    let subject = |mark: &str, language: &str| {
        made(language, &format!("subject-mark: {mark}\n{}", meeting("ordinal: 2"))).0
    };
    assert!(subject("semicolon", "en").contains("Study Group 13; Geneva, 1-5 June 2026"));
    assert!(subject("comma", "fr").contains("études 13, Genève, 1er-5 juin 2026"));
    assert!(subject("semicolon", "zh").contains("会议；2026年6月1-5日，日内瓦"));
    // The end of a line is a space here.
    assert!(subject("line", "en").contains("Study Group 13 Geneva, 1-5 June 2026"));
    let told = made("en", &format!("subject-mark: line\nsubject: A meeting\n{}", meeting("ordinal: 2"))).1;
    assert!(told.contains(&"fact-not-printed"), "{told:?}");
}

#[test]
fn events_stand_where_the_letter_puts_them() {
    let subject = |place: &str| {
        let events = format!("events: [{{title: Workshop, starts: 2026-05-29, in-subject: {place}}}]");
        let text = made("en", &format!("{events}\n{}", meeting("ordinal: 2"))).0;
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no `{words}` in {text}"));
        at("Workshop, 29 May 2026;") < at("Second meeting of Study Group 13, 1-5 June 2026;")
    };
    assert!(subject("yes") && subject("before") && !subject("after"));
}

#[test]
fn a_place_is_said_by_its_parts() {
    all_say(
        &meeting("place: \"Seoul, Republic of Korea\""),
        [
            "Seoul, Republic of Korea",
            "Séoul (République de Corée)",
            "Seúl (República de Corea)",
            "Сеул, Республика Корея",
            "大韩民国首尔",
            "سيول، جمهورية كوريا",
        ],
    );
    all_say(
        &meeting("place: \"Geneva, Switzerland\""),
        [
            "at ITU headquarters, Geneva, Switzerland",
            "Genève (Suisse)",
            "Ginebra (Suiza)",
            "Женева, Швейцария",
            "瑞士日内瓦",
            "جنيف، سويسرا",
        ],
    );
}
