//! Images spoilt at random, the same ones every time.

use crate::common::image::{Head, PLAIN, chunk, exif, jpeg, png, with_exif};
use crate::common::image_letters::{Letters, errors};

/// A generator of numbers: xorshift.
fn dice(state: &mut u64, end: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % end.max(1) as u64).unwrap_or_default()
}

/// Either all three files are made, or the message is one of those for images. `IMAGES=100000 cargo test --test tests spoilt_images -- --nocapture` tries more.
#[test]
fn spoilt_images_never_fail_in_another_way() {
    let letters = Letters::new();
    let interlaced = Head { interlaced: true, depth: 16, colors: 6, ..PLAIN };
    let palette = Head { colors: 3, depth: 4, ..PLAIN };
    let whole = [
        ("plan.jpg", jpeg(false)),
        ("plan.jpg", jpeg(true)),
        ("plan.jpg", with_exif(&jpeg(false), 6)),
        ("plan.png", png(PLAIN, &[chunk(b"eXIf", &exif(8))])),
        ("plan.png", png(interlaced, &[])),
        ("plan.png", png(palette, &[chunk(b"tRNS", &[0, 128])])),
    ];
    let number = std::env::var("IMAGES").ok().and_then(|number| number.parse().ok()).unwrap_or(120);
    let (mut state, mut shown) = (0x9e37_79b9_7f4a_7c15, 0);
    for at in 0..number {
        let (name, mut file) = whole[at % whole.len()].clone();
        for _ in 0..=dice(&mut state, 4) {
            let place = dice(&mut state, file.len());
            match dice(&mut state, 8) {
                0 => file.truncate(place.max(20)),
                1 => drop(file.splice(place..place, [0xff, 0])),
                2 => drop(file.remove(place)),
                _ => file[place] = u8::try_from(dice(&mut state, 256)).expect("a byte"),
            }
        }
        if name == "plan.png" && dice(&mut state, 2) == 0 {
            file = summed(&file);
        }
        let made = letters.make(name, &file);
        let codes: Vec<_> = errors(made.findings.problems.iter()).map(|problem| problem.rule.code).collect();
        match codes[..] {
            [] => shown += 1,
            ["unreadable-image" | "image-kind" | "image-size"] => assert!(made.files.is_empty()),
            _ => panic!("{at}: {:#?}\n{file:02x?}", made.findings.problems),
        }
        assert_eq!(made.files.len(), if codes.is_empty() { 3 } else { 0 }, "{at}");
    }
    println!("{number} images, {shown} of them shown");
    assert!(shown * 10 > number, "only {shown} of {number} reach the writers");
}

/// A spoilt PNG with the right sums, so that more than the sums is tried.
fn summed(file: &[u8]) -> Vec<u8> {
    let mut out = file[..8.min(file.len())].to_vec();
    let mut at = 8;
    while let Some(head) = file.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let kind = [head[4], head[5], head[6], head[7]];
        let Some(data) = file.get(at + 8..at.saturating_add(8).saturating_add(length)) else { break };
        out.extend(chunk(&kind, data));
        at += 12 + length;
    }
    out.extend(file.get(at..).unwrap_or_default());
    out
}
