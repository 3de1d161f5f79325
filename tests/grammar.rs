//! Sentences of the house style agree with the facts in them: number, kind and length of a meeting, who invites, who is
//! addressed; in all languages.

use crate::common::session;
use collective_letters::base::Source;
use collective_letters::document::typography::plain;
use collective_letters::project::session::Session;
use std::sync::LazyLock;

static HOUSE: LazyLock<Session> = LazyLock::new(|| session::session("tests/letters"));

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "zh", "ar"];

/// A letter of the year 2026: its paragraphs, and whatever else has words of its own, in reading order.
fn passages(language: &str, rest: &str) -> Vec<String> {
    let group = if rest.contains("group:") { "" } else { "group: SG13\n" };
    let date = if rest.contains("\ndate:") { "" } else { "date: 2026-01-15\n" };
    let yaml = format!("number: 1\n{group}{date}language: {language}\n{rest}\n");
    let read = HOUSE.read(&Source::new("letters/a.yaml", yaml));
    let composition = HOUSE.compose(&read);
    let Some(composed) = &composition.composed else {
        panic!("{rest}: {:#?}", composition.findings.problems)
    };
    composed.prose.blocks.iter().map(|block| plain(&block.text)).collect()
}

/// Whether one of the passages has these words; says them all if none has.
fn says(language: &str, rest: &str, words: &str) {
    let passages = passages(language, rest);
    assert!(
        passages.iter().any(|passage| passage.contains(words)),
        "{language}: no `{words}` in {passages:#?}"
    );
}

/// That no passage has these words.
fn never_says(language: &str, rest: &str, words: &str) {
    let found = passages(language, rest).into_iter().find(|passage| passage.contains(words));
    assert_eq!(found, None, "{language}: `{words}`");
}

#[test]
fn one_day_has_no_first_day() {
    let day = |kind: &str, days: &str| {
        format!("meeting: {{{kind}, {days}, opens: \"09:30\", registration-desk: \"08:30\"}}\nbody: [hours]")
    };
    let first = ["first day", "premier jour", "primer día", "первый день", "第一天", "اليوم الأول"];
    for (language, words) in LANGUAGES.into_iter().zip(first) {
        for kind in ["kind: study-group", "kind: event, title: Day"] {
            let one = day(kind, "starts: 2026-06-01, ends: 2026-06-01");
            never_says(language, &one, words);
            says(language, &one.replace("ends: 2026-06-01", "ends: 2026-06-02"), words);
        }
    }
}

#[test]
fn several_working_parties_have_meetings() {
    let meeting = |parties: &str| {
        format!(
            "meeting: {{kind: working-party, working-parties: [{parties}], starts: 2026-06-01, ends: 2026-06-05}}\nbody: [opening]"
        )
    };
    for (language, one, several) in [
        (
            "en",
            "the next meeting of Working Party 1/13 of",
            "the next meetings of Working Parties 1/13, 2/13 and 3/13 of",
        ),
        (
            "fr",
            "à la prochaine réunion du Groupe de travail 1/13",
            "aux prochaines réunions des Groupes de travail 1/13, 2/13 et 3/13",
        ),
        (
            "es",
            "en la próxima reunión del Grupo de Trabajo 1/13",
            "en las próximas reuniones de los Grupos de Trabajo 1/13, 2/13 y 3/13",
        ),
        ("ru", "в собрании Рабочей группы 1/13", "в собраниях Рабочих групп 1/13, 2/13 и 3/13"),
        ("zh", "第1/13工作组下次会议", "第1/13、第2/13和第3/13工作组下次会议"),
        ("ar", "الاجتماع المقبل لفرقة العمل 1/13", "الاجتماعات المقبلة لفرق العمل 1/13 و2/13 و3/13"),
    ] {
        says(language, &meeting("1"), one);
        says(language, &meeting("1, 2, 3"), several);
    }
    says("ru", &meeting("1").replace("starts", "ordinal: 3, starts"), "принять участие в третьем собрании");
}

#[test]
fn meetings_are_collocated_and_virtual_ones_at_the_same_time() {
    let meeting = |keys: &str| {
        format!(
            "meeting: {{{keys}, starts: 2026-06-01, ends: 2026-06-05, collocated-with: [SG20]}}\nbody: [opening]"
        )
    };
    let parties = "kind: working-party, working-parties: [1, 2, 3]";
    for (language, one, several, virtually) in [
        ("en", "The meeting will be", "The meetings will be", "The meeting will be"),
        (
            "fr",
            "La réunion se tiendra au même endroit",
            "Les réunions se tiendront au même endroit",
            "en même temps",
        ),
        (
            "es",
            "La reunión se celebrará en el mismo",
            "Las reuniones se celebrarán en el mismo",
            "al mismo tiempo",
        ),
        (
            "ru",
            "Собрание будет проводиться в том же месте",
            "Собрания будут проводиться в том же месте",
            "в то же время",
        ),
        ("zh", "的会议在同一地点举行", "的会议在同一地点举行", "的会议同期举行"),
        ("ar", "وسيعقد الاجتماع في المكان نفسه", "وستعقد الاجتماعات في المكان نفسه", "في الوقت نفسه"),
    ] {
        says(language, &meeting("kind: study-group"), one);
        says(language, &meeting(parties), several);
        says(language, &meeting("format: virtual"), virtually);
    }
    says("en", &meeting("kind: event, title: Day"), "The event will be collocated with the meeting of");
}

#[test]
fn the_hour_of_a_virtual_meeting_is_in_geneva_time() {
    for (language, words) in [
        ("en", "The meeting will open at 0930 hours, Geneva time, on the first day."),
        ("fr", "La réunion s’ouvrira à 9 h 30 (heure de Genève) le premier jour."),
        ("es", "La reunión comenzará a las 09.30 horas (hora de Ginebra) del primer día."),
        (
            "ru",
            "Открытие собрания состоится в первый день его работы в 09 час. 30 мин. по женевскому времени.",
        ),
        ("zh", "会议将于第一天日内瓦时间9时30分开始。"),
        ("ar", "وسيفتتح الاجتماع في الساعة 09:30 بتوقيت جنيف من اليوم الأول."),
    ] {
        let meeting = "meeting: {format: virtual, starts: 2026-06-01, ends: 2026-06-05, opens: \"09:30\"}";
        says(language, meeting, words);
    }
    let daily = "meeting: {format: virtual, starts: 2026-06-01, ends: 2026-06-05, opens: \"09:30\", daily-hours: \"09:30-12:00\"}";
    says("en", daily, "at 09:30-12:00 hours, Geneva time, using");
    says("en", daily, "The meeting will open at 0930 hours on the first day.");
}

#[test]
fn a_country_after_a_town_is_between_commas() {
    let observed = "meeting: {format: remote-observation, starts: 2026-06-01, ends: 2026-06-05, place: \"Nice, France\"}";
    says("en", observed, "who do not come to Nice, France, can follow the meeting");
    let parts = "meeting:\n  starts: 2026-06-01\n  ends: 2026-06-05\n  place: Nice, France\n  parts:\n    \
                 - {starts: 2026-06-01, format: virtual}\n    - {starts: 2026-06-02, ends: 2026-06-05, hours: \"10:00-12:00\"}";
    says("en", parts, "The part in Nice, France, will be held every day at 10:00-12:00 hours, Geneva time.");
}

#[test]
fn an_event_is_no_meeting() {
    let event = |kind: &str, events: &str| {
        format!(
            "meeting: {{{kind}, starts: 2026-06-01, ends: 2026-06-02, place: Geneva, opens: \"09:30\"}}\nevents: [{events}]\nannexes: [{{kind: practical}}]\n\
             body: [opening, hours, events, annexes, wish]"
        )
    };
    let party = "{title: Party, starts: 2026-06-01}";
    let dinner = format!("{party}, {{title: Dinner, starts: 2026-06-02}}");
    let meetings = ["meeting", "réunion", "reunión", "собрани", "会议", "اجتماع"];
    for (language, word) in LANGUAGES.into_iter().zip(meetings) {
        for events in [party, &dinner] {
            let workshop = event("kind: event, title: Workshop", events);
            let of_the_place = [
                "meeting room",
                "réunions de l’UIT",
                "salles de réunion",
                "reuniones de la UIT",
                "salas de reunión",
                "собраниях МСЭ",
                "国际电联会议",
                "会议厅",
                "部分会议",
                "اجتماعات الاتحاد",
                "الاجتماعات",
                "ITU meetings",
            ];
            for passage in passages(language, &workshop) {
                let rest = of_the_place.iter().fold(passage.clone(), |text, words| text.replace(words, ""));
                assert!(!rest.contains(word), "{language}: `{word}` in {passage}");
            }
            says(language, &event("kind: study-group", events), word);
        }
    }
}

#[test]
fn hosts_are_in_the_genitive_with_or_without_an_article() {
    let hosted = |host: &str| {
        format!(
            "meeting: {{starts: 2026-06-01, ends: 2026-06-05, place: Lima, venue: Hall, host: \"{host}\"}}\nbody: [opening]"
        )
    };
    for (language, host, words) in [
        ("fr", "le Gouvernement du Pérou", "à l’aimable invitation du Gouvernement du Pérou."),
        ("fr", "les Postes", "à l’aimable invitation des Postes."),
        ("fr", "la République du Pérou", "à l’aimable invitation de la République du Pérou."),
        ("fr", "l’Agence", "à l’aimable invitation de l’Agence."),
        ("fr", "Orange", "à l’aimable invitation d’Orange."),
        ("fr", "Telefónica", "à l’aimable invitation de Telefónica."),
        ("es", "el Gobierno del Perú", "a la amable invitación del Gobierno del Perú."),
        ("es", "la Agencia", "a la amable invitación de la Agencia."),
        ("es", "Telefónica", "a la amable invitación de Telefónica."),
    ] {
        says(language, &hosted(host), words);
    }
}

#[test]
fn marks_of_addressees_are_never_doubled() {
    let own = "meeting: {starts: 2026-06-01, ends: 2026-06-05}\nbody: []\nannexes: []\naddressees: ";
    for (language, typed, printed) in [
        (
            "en",
            r#"["To Union;", "**To Members;**", "To Associates; and", To Academia.]"#,
            ["To Union;", "To Members;", "To Associates; and", "To Academia."],
        ),
        (
            "en",
            "[To Union, To Members, To Associates, To Academia]",
            ["To Union;", "To Members;", "To Associates;", "To Academia."],
        ),
        (
            "fr",
            r#"["Aux Administrations;", Aux Membres, "Aux Associés; et", Aux établissements.]"#,
            ["Aux Administrations;", "Aux Membres;", "Aux Associés; et", "Aux établissements."],
        ),
        (
            "es",
            r#"["A la Unión;", A los Miembros, "A los Asociados; y", A las Instituciones]"#,
            ["A la Unión;", "A los Miembros;", "A los Asociados; y", "A las Instituciones."],
        ),
        (
            "ru",
            r#"["Администрациям;", Членам, Ассоциированным, Академическим]"#,
            ["Администрациям;", "Членам", "Ассоциированным", "Академическим"],
        ),
        (
            "zh",
            "[主管部门，, 部门成员, 准成员和, 学术成员。]",
            ["主管部门，", "部门成员，", "准成员和", "学术成员。"],
        ),
        (
            "zh",
            "[主管部门, 部门成员, 准成员, 学术成员]",
            ["主管部门，", "部门成员，", "准成员和", "学术成员"],
        ),
        (
            "ar",
            "[إلى الإدارات؛, إلى الأعضاء, إلى المنتسبين, إلى الهيئات.]",
            ["إلى الإدارات؛", "إلى الأعضاء؛", "إلى المنتسبين؛", "إلى الهيئات."],
        ),
    ] {
        let rest = format!("{own}{typed}");
        let passages = passages(language, &rest);
        assert!(passages.windows(4).any(|four| four == printed), "{language}: {passages:#?}");
    }
}

#[test]
fn a_letter_can_say_and_before_its_last_addressee() {
    let rest = "meeting: {starts: 2026-06-01, ends: 2026-06-05}\nbody: []\nannexes: []\nwording: {addressee-separator-last: \"; and\"}";
    let printed = [
        "To Administrations of Member States of the Union;",
        "To ITU-T Sector Members;",
        "To ITU-T Associates of Study Group 13; and",
        "To ITU Academia.",
    ];
    let passages = passages("en", rest);
    assert!(passages.windows(4).any(|four| four == printed), "{passages:#?}");
}

#[test]
fn each_addressee_of_a_circular_says_to_itself() {
    let circular = "series: circular\nsubject: Approval\nbody: []\nannexes: []";
    for (language, head, first) in [
        ("en", None, "To Administrations of Member States of the Union;"),
        ("ru", None, "Администрациям Государств – Членов Союза"),
        ("zh", Some("致："), "国际电联各成员国主管部门，"),
    ] {
        let passages = passages(language, circular);
        assert!(passages.iter().any(|passage| passage == first), "{language}: {passages:#?}");
        assert_eq!(
            passages.iter().find(|p| ["To:", "Кому:", "致："].contains(&p.as_str())).map(String::as_str),
            head
        );
    }
}

#[test]
fn the_secretary_general_is_addressed_as_the_person_in_office() {
    for (language, then, now) in [
        ("en", "To the Secretary-General of the ITU", "To the Secretary-General of the ITU"),
        ("fr", "Au Secrétaire général de l’UIT", "À la Secrétaire générale de l’UIT"),
        ("es", "Al Secretario General de la UIT", "A la Secretaria General de la UIT"),
        ("ar", "إلى الأمين العام للاتحاد", "إلى الأمينة العامة للاتحاد"),
    ] {
        let tsag = "group: TSAG\nmeeting: {kind: advisory-group, starts: 2026-06-01, ends: 2026-06-05}\nbody: []\nannexes: []";
        says(language, tsag, now);
        says(language, &format!("{tsag}\ndate: 2021-01-15").replace("2026-06", "2021-06"), then);
    }
}

#[test]
fn a_study_group_has_the_title_of_its_period() {
    let letter = |date: &str| {
        format!(
            "group: SG5\nmeeting: {{starts: {}-12-01, ends: {0}-12-05}}\nbody: [opening]\ndate: {date}",
            &date[..4]
        )
    };
    says("en", &letter("2014-09-01"), "Study Group 5 (Environment and climate change)");
    says("en", &letter("2018-09-03"), "Study Group 5 (Environment, climate change and circular economy)");
    says(
        "en",
        &letter("2025-09-01"),
        "Study Group 5 (Environment, climate action, circular economy and electromagnetic fields)",
    );
    says("es", &letter("2014-09-01"), "Comisión de Estudio 5 del UIT-T (Medio ambiente y cambio climático)");
}

/// docs/house-style/real-letters.md says of these sentences that they are printed as real letters have them.
#[test]
fn sentences_of_real_letters_are_printed() {
    let geneva = "meeting: {starts: 2016-09-14, ends: 2016-09-23, opens: \"09:30\", registration-desk: \"08:30\"}\n\
                  date: 2016-07-01\ngroup: SG16";
    let scheduled = "meeting: {starts: 2011-09-20, ends: 2011-09-28, place: Seúl (República de Corea), opens: \"09:30\", \
                     schedule: {circular: 80, date: 2010-12-14}}\ndate: 2011-06-24\ngroup: SG5";
    let in_french = "meeting: {starts: 2009-10-26, ends: 2009-11-06, opens: \"14:30\", registration-desk: \"08:30\", \
                     schedule: {circular: 17, date: 2009-05-05}}\ndate: 2009-07-30\ngroup: SG16";
    let beijing =
        "meeting: {starts: 2015-06-10, ends: 2015-06-17, place: 中国北京}\ndate: 2015-03-11\ngroup: SG9";
    for (language, facts, sentence) in [
        ("fr", in_french, "Genève, le 30 juillet 2009"),
        (
            "fr",
            in_french,
            "Conformément au calendrier des réunions du Secteur de la normalisation des télécommunications de l’UIT",
        ),
        ("fr", in_french, "se réunira à Genève, au siège de l’UIT, du 26 octobre au 6 novembre 2009"),
        (
            "fr",
            in_french,
            "La réunion s’ouvrira à 14 h 30 le premier jour. L’enregistrement des participants débutera à 8 h 30 à l’entrée Montbrillant.",
        ),
        (
            "es",
            scheduled,
            "(véase la Circular TSB 80 de 14 de diciembre de 2010), me complace informarle que la Comisión de Estudio 5 (",
        ),
        (
            "es",
            scheduled,
            "se reunirá en Seúl (República de Corea), del 20 al 28 de septiembre de 2011, ambos inclusive",
        ),
        ("es", scheduled, "La reunión comenzará a las 09.30 horas del primer día."),
        (
            "es",
            scheduled,
            "A los Asociados del UIT-T que participan en los trabajos de la Comisión de Estudio 5;",
        ),
        (
            "ru",
            geneva,
            "Имею честь пригласить вас принять участие в собрании 16-й Исследовательской комиссии (",
        ),
        (
            "ru",
            geneva,
            "которое состоится в штаб-квартире МСЭ в Женеве с 14 по 23 сентября 2016 года включительно.",
        ),
        (
            "ru",
            geneva,
            "Открытие собрания состоится в первый день его работы в 09 час. 30 мин. Регистрация участников начнется в 08 час. 30 мин. \
                         при входе в здание \"Монбрийан\".",
        ),
        ("ru", geneva, "Собрание 16-й Исследовательской комиссии Женева, 14–23 сентября 2016 года"),
        ("zh", beijing, "第9研究组会议 2015年6月10-17日，中国北京"),
        ("zh", beijing, "电信标准化局第1/9号通函"),
        ("zh", beijing, "参加第9研究组工作的ITU-T部门准成员和"),
    ] {
        says(language, facts, sentence);
    }
}
