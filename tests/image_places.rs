//! Where the images of letters may be: beside the letter and below its folder, and in the images of the house style.
//! Another place is refused before anything is looked at there.

use crate::common::image::{PLAIN, png};
use crate::common::program::{Office, letter};
use std::fs;

fn annex(name: &str) -> String {
    format!("annexes: [{{kind: image, name: plan, title: Plan, image: '{name}', alt: The rooms}}]\n")
}

/// An office with a letter in a folder of its own, and images around it.
fn office() -> Office {
    let image = png(PLAIN, &[]);
    ["letters/a/plan.png", "letters/a/images/deep/plan.png", "letters/secret.png", "style/images/house.png"]
        .iter()
        .fold(Office::new(), |office, path| office.file(path, &image))
        .file("style/secret.png", &image)
}

/// The first error of a letter that names an image, when it is checked with the house style `style`.
fn error(office: &Office, name: &str) -> String {
    fs::write(office.path("letters/a/1.yaml"), letter(1) + &annex(name)).expect("a letter");
    let run = office.run(&["check", "--templates", "style", "letters/a/1.yaml"]);
    let line = run.stderr.lines().find(|line| line.starts_with("error")).unwrap_or_default().to_owned();
    assert_eq!(run.code == Some(0), line.is_empty(), "{run:#?}");
    line
}

#[test]
fn images_below_the_folder_and_of_the_house_are_found() {
    let office = office();
    for name in
        ["plan.png", "images/deep/plan.png", r"images\deep\plan.png", "./plan.png", "house.png", "emblem.png"]
    {
        assert_eq!(error(&office, name), "", "{name}");
    }
    assert!(error(&office, "nothing.png").starts_with("error[image]: there is no image `nothing.png`"));
}

#[test]
fn other_places_are_refused() {
    let office = office();
    let absolute = office.path("letters/secret.png").to_string_lossy().into_owned();
    for name in [
        "../secret.png",
        r"..\secret.png",
        "images/../../secret.png",
        &absolute,
        r"C:\secret.png",
        r"\\server\share\secret.png",
        "//server/share/secret.png",
        "file:///secret.png",
        "http://www.itu.int/secret.png",
        "https://www.itu.int/secret.png",
    ] {
        let message = error(&office, name);
        assert!(message.starts_with(&format!("error[image-place]: the image `{name}` ")), "{message}");
    }
}

#[test]
fn a_template_cannot_show_an_image_of_another_place_either() {
    let template = include_str!("../templates/letter.md");
    let office = office().file(
        "style/letter.md",
        template.replace("<figure image=\"emblem.png\"", "<figure image=\"../secret.png\""),
    );
    fs::write(office.path("letters/a/1.yaml"), letter(1)).expect("a letter");
    let run = office.run(&["check", "--templates", "style", "letters/a/1.yaml"]).code(1);
    assert!(
        run.stderr.contains("error[image-place]: the image `../secret.png` leaves the folder"),
        "{run:#?}"
    );
    assert!(run.stderr.contains("letter.md:8:16"), "{run:#?}");
}

#[test]
fn the_image_of_a_signature_is_reported_where_the_directory_names_it() {
    let signatories = include_str!("../letters/directory/signatories.yaml");
    for (name, code) in [("../secret.png", "image-place"), ("half.png", "unreadable-image")] {
        let office = office()
            .file("letters/directory/signatories.yaml", signatories.replace("signature.png", name))
            .file("style/images/half.png", &png(PLAIN, &[])[..40]);
        fs::write(office.path("letters/a/1.yaml"), letter(1)).expect("a letter");
        let run = office
            .run(&["check", "--templates", "style", "--letters", "letters", "letters/a/1.yaml"])
            .code(1);
        assert!(run.stderr.starts_with(&format!("error[{code}]: the image `{name}` ")), "{run:#?}");
        assert!(run.stderr.contains("signatories.yaml:") && run.stderr.contains("^^^^"), "{run:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_refused() {
    use std::os::unix::fs::symlink;
    let office = office();
    for (target, name) in
        [("../secret.png", "letters/a/out.png"), ("plan.png", "letters/a/in.png"), ("..", "letters/a/above")]
    {
        symlink(target, office.path(name)).expect("a link");
    }
    symlink("../secret.png", office.path("style/images/out-of-house.png")).expect("a link");
    assert_eq!(error(&office, "in.png"), "");
    for name in ["out.png", "above/secret.png", "out-of-house.png"] {
        let message = error(&office, name);
        assert_eq!(
            message,
            format!("error[image-place]: the image `{name}` is a link that leads out of its folder")
        );
    }
}

#[test]
fn a_translation_names_its_original_in_its_folder_only() {
    let office = office().file("letters/1.yaml", letter(1));
    for name in ["../1.yaml", r"\\server\share\1.yaml", "C:1.yaml", "/1.yaml"] {
        fs::write(office.path("letters/a/1.fr.yaml"), format!("translation-of: '{name}'\nlanguage: fr\n"))
            .expect("a translation");
        let run = office.run(&["check", "letters/a/1.fr.yaml"]).code(1);
        assert!(run.stderr.contains("is not the name of a file in this folder"), "{name}: {run:#?}");
    }
}

#[test]
fn a_theme_names_fonts_of_its_folder_only() {
    let theme = include_str!("../templates/theme.yaml").replace("Carlito-Regular.ttf", "../../secret.ttf");
    let office = office().file("style/theme.yaml", theme).file("secret.ttf", "");
    fs::copy("templates/fonts/Carlito-Regular.ttf", office.path("secret.ttf")).expect("a font");
    fs::write(office.path("letters/a/1.yaml"), letter(1)).expect("a letter");
    let run = office.run(&["build", "--templates", "style", "letters/a/1.yaml"]).code(1);
    assert!(run.stderr.contains("error[missing-font]: the font `../../secret.ttf`"), "{run:#?}");
}
