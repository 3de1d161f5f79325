//! The images of letters: each is read to its end once, so that all three formats show the same, or none of them is
//! written and the message says which image it is, where it is named, and what to do.

use crate::common::image::{
    CORNERS, Head, PLAIN, SIZE, chunk, encoded, exif, jpeg, packed, photo, png, png_of, profile, with_exif,
};
use crate::common::image_letters::{Letters, annex, errors};
use crate::common::program::{Office, letter};
use crate::common::session::check;
use collective_letters::base::Source;
use jpeg_encoder::ColorType;

#[test]
fn every_kind_of_png_is_shown_as_it_is() {
    let letters = Letters::new();
    let profile = |space| chunk(b"iCCP", &[&b"p\0\0"[..], &packed(&profile(space))].concat());
    let depths: [(u8, &[u8]); 5] =
        [(0, &[1, 2, 4, 8, 16]), (2, &[8, 16]), (3, &[1, 2, 4, 8]), (4, &[8, 16]), (6, &[8, 16])];
    for (colors, depths) in depths {
        for &depth in depths {
            for interlaced in [false, true] {
                let head = Head { depth, colors, interlaced, ..PLAIN };
                let file = png(head, &[]);
                assert_eq!(letters.shown("plan.png", &file), file, "{colors} {depth} {interlaced}");
            }
        }
    }
    let grey = Head { colors: 0, ..PLAIN };
    let palette = Head { colors: 3, ..PLAIN };
    for (what, file) in [
        ("a profile", png(PLAIN, &[profile(b"RGB ")])),
        ("a grey profile", png(grey, &[profile(b"GRAY")])),
        ("a profile of other colours", png(PLAIN, &[profile(b"CMYK")])),
        ("a broken profile", png(PLAIN, &[chunk(b"iCCP", b"p\0\0no profile")])),
        ("a transparent palette", png(palette, &[chunk(b"tRNS", &[0, 128])])),
        ("a transparent colour", png(PLAIN, &[chunk(b"tRNS", &[0, 1, 0, 2, 0, 3])])),
        ("words", png(PLAIN, &[chunk(b"tEXt", b"Comment\0words")])),
        ("an upright camera", png(PLAIN, &[chunk(b"eXIf", &exif(1))])),
        ("something after its end", [png(PLAIN, &[]), vec![7; 100]].concat()),
        ("one pixel", png(Head { width: 1, height: 1, interlaced: true, ..PLAIN }, &[])),
    ] {
        assert_eq!(letters.shown("plan.png", &file), file, "{what}");
    }
}

#[test]
fn every_kind_of_jpeg_is_shown_as_it_is() {
    let letters = Letters::new();
    let grey: Vec<u8> = photo().chunks(3).map(|pixel| pixel[1]).collect();
    let with_profile = |encoder: &mut jpeg_encoder::Encoder<&mut Vec<u8>>| {
        encoder.add_icc_profile(&profile(b"RGB ")).expect("a profile");
    };
    for (what, file) in [
        ("usual", jpeg(false)),
        ("progressive", jpeg(true)),
        ("grey", encoded(&grey, ColorType::Luma, |_| {})),
        ("a profile", encoded(&photo(), ColorType::Rgb, with_profile)),
        ("an upright camera", with_exif(&jpeg(false), 1)),
        ("a camera that says nonsense", with_exif(&jpeg(false), 9)),
        ("something after its end", [jpeg(false), vec![7; 100]].concat()),
    ] {
        for name in ["plan.jpg", "plan.JPEG"] {
            assert_eq!(letters.shown(name, &file), file, "{what}");
        }
    }
}

/// Width, height and corners of a file.
fn seen(file: &[u8]) -> (usize, usize, Vec<[u8; 3]>) {
    let (width, height, pixels) = if file.starts_with(b"\x89PNG") {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
        let frame = reader.next_frame(&mut pixels).expect("pixels");
        assert!(reader.info().exif_metadata.is_none());
        (frame.width as usize, frame.height as usize, pixels)
    } else {
        let mut decoder = zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(file));
        let pixels = decoder.decode().expect("a JPEG");
        assert!(decoder.exif().is_none(), "a browser would turn it again");
        let (width, height) = decoder.dimensions().expect("dimensions");
        (width, height, pixels)
    };
    let at = |x: usize, y: usize| {
        let start = (y * width + x) * 3;
        [pixels[start], pixels[start + 1], pixels[start + 2]]
    };
    let corners = [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)];
    (width, height, corners.map(|(x, y)| at(x, y)).to_vec())
}

#[test]
fn a_photo_is_upright_in_all_formats() {
    let letters = Letters::new();
    let head = Head { width: u32::from(SIZE.0), height: u32::from(SIZE.1), ..PLAIN };
    let rows: Vec<u8> =
        photo().chunks(3 * usize::from(SIZE.0)).flat_map(|row| [&[0], row].concat()).collect();
    let (wide, high) = (usize::from(SIZE.0), usize::from(SIZE.1));
    // Which corner of the pixels is then at the top left, top right, bottom left, bottom right.
    for (orientation, corners) in [
        (2, [1, 0, 3, 2]),
        (3, [3, 2, 1, 0]),
        (4, [2, 3, 0, 1]),
        (5, [0, 2, 1, 3]),
        (6, [2, 0, 3, 1]),
        (7, [3, 1, 2, 0]),
        (8, [1, 3, 0, 2]),
    ] {
        let tagged = png_of(head, &[chunk(b"eXIf", &exif(orientation))], &packed(&rows));
        for (name, file) in [
            ("plan.jpg", with_exif(&jpeg(false), orientation)),
            ("plan.jpg", with_exif(&jpeg(true), orientation)),
            ("plan.png", tagged),
        ] {
            let (width, height, colors) = seen(&letters.shown(name, &file));
            assert_eq!((width, height), if orientation < 5 { (wide, high) } else { (high, wide) });
            for (color, corner) in colors.iter().zip(corners) {
                let is_near = color.iter().zip(CORNERS[corner]).all(|(one, other)| one.abs_diff(other) < 12);
                assert!(is_near, "{name} {orientation}: {color:?} is not {:?}", CORNERS[corner]);
            }
        }
    }
}

#[test]
fn other_kinds_of_files_are_refused_with_a_remedy() {
    let letters = Letters::new();
    let ink: Vec<u8> = photo().chunks(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 9]).collect();
    let gif = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0";
    let moves = chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    let paint = "open it in Paint and save it as PNG";
    let then = |name: &str| format!("{paint}, then write `{name}` here");
    let kind = |name: &str| format!("is a file of the kind {name}, not PNG or JPEG");
    let drawn =
        "open it in the program that it was made with and export it as PNG, then write `plan.png` here";
    let press = "has the colours of a printing press (CMYK), which browsers and Word show differently";
    // Its colours stand one after the other, the first with more rows than the others.
    let mut apart = jpeg(false);
    let place =
        |file: &[u8], marker: u8| file.windows(2).position(|two| two == [0xff, marker]).expect("a marker");
    let (frame, scan) = (place(&apart, 0xc0), place(&apart, 0xda));
    apart[frame + 11] = 0x12;
    apart.splice(scan + 2..scan + 14, [0, 8, 1, 1, 0, 0, 0x3f, 0]);
    for (name, bytes, message, help) in [
        ("plan.gif", gif.to_vec(), kind("GIF"), then("plan.png")),
        ("plan.png", gif.to_vec(), kind("GIF"), then("plan.png")),
        ("plan.webp", b"RIFF\x1a\0\0\0WEBPVP8 ".to_vec(), kind("WebP"), then("plan.png")),
        ("plan.bmp", b"BM\x1a\0\0\0\0\0\0\0\0\0\0\0".to_vec(), kind("BMP"), then("plan.png")),
        ("plan.tif", b"II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec(), kind("TIFF"), then("plan.png")),
        ("plan.svg", b"<?xml version=\"1.0\"?>\n<svg/>".to_vec(), kind("SVG"), drawn.to_owned()),
        ("plan.png", b"words".to_vec(), "is neither PNG nor JPEG".to_owned(), paint.to_owned()),
        ("press.jpg", encoded(&ink, ColorType::Cmyk, |_| {}), press.to_owned(), then("press.png")),
        (
            "plan.jpg",
            apart,
            "is a rare kind of JPEG, which many programs cannot show".to_owned(),
            then("plan.png"),
        ),
        ("press.jpg", encoded(&ink, ColorType::CmykAsYcck, |_| {}), press.to_owned(), then("press.png")),
        (
            "plan.png",
            png(PLAIN, &[moves]),
            "is animated: it moves on a web page, but not on paper".to_owned(),
            paint.to_owned(),
        ),
        (
            "plan.jpg",
            png(PLAIN, &[]),
            "is a PNG file, but its name does not end in .png".to_owned(),
            "rename the file to `plan.png`, and write this name here too".to_owned(),
        ),
        (
            "plan.png",
            jpeg(false),
            "is a JPEG file, but its name does not end in .jpg".to_owned(),
            "rename the file to `plan.jpg`, and write this name here too".to_owned(),
        ),
    ] {
        assert_eq!(letters.refused(name, &bytes), ("image-kind", message, help), "{name}");
    }
}

#[test]
fn damaged_and_cut_off_files_are_refused() {
    let letters = Letters::new();
    let cut_off = "is cut off: the end of the file is missing";
    for (name, whole) in [("plan.jpg", jpeg(false)), ("plan.jpg", jpeg(true)), ("plan.png", png(PLAIN, &[]))]
    {
        for part in [1, 3, 5, 7, 9] {
            let (code, message, _) = letters.refused(name, &whole[..whole.len() * part / 10]);
            assert!(
                code == "unreadable-image" && [cut_off, "is damaged"].contains(&&*message),
                "{part}: {message}"
            );
        }
        assert_eq!(letters.refused(name, &whole[..whole.len() - 1]).1, cut_off);
    }
    assert_eq!(letters.refused("plan.png", b"").1, "is an empty file");
    let short = png_of(PLAIN, &[], &packed(&[0; 100]));
    let none = png(Head { width: 0, ..PLAIN }, &[]);
    let unknown = Head { colors: 5, ..PLAIN };
    for (what, file) in [("short", short), ("none", none), ("depth", png_of(unknown, &[], &packed(&[0; 9])))]
    {
        assert_eq!(letters.refused("plan.png", &file).1, "is damaged", "{what}");
    }
}

#[test]
fn images_that_are_too_large_are_refused_before_they_are_read() {
    let letters = Letters::new();
    let claims = |width, height, depth, colors| {
        png_of(Head { width, height, depth, colors, interlaced: false }, &[], &packed(&[0; 100]))
    };
    let resize = "open it in Paint, choose Resize, and save it with fewer pixels";
    let most = "the most is 25 million, and 16000 on a side";
    for (file, message) in [
        (claims(60_000, 60_000, 8, 2), format!("has 60000 x 60000 pixels; {most}")),
        (claims(8_000, 6_000, 8, 2), format!("has 8000 x 6000 pixels; {most}")),
        (claims(16_001, 1, 8, 2), format!("has 16001 x 1 pixels; {most}")),
        (
            claims(5_000, 5_000, 16, 6),
            "has 5000 x 5000 pixels; the most of a PNG with so many shades is 12 million".to_owned(),
        ),
    ] {
        assert_eq!(letters.refused("plan.png", &file), ("image-size", message, resize.to_owned()));
    }
    let resized = |is_progressive, width: u16, height: u16| {
        let mut file = jpeg(is_progressive);
        let start = if is_progressive { [0xff, 0xc2] } else { [0xff, 0xc0] };
        let at = file.windows(2).position(|bytes| bytes == start).expect("a head") + 5;
        file[at..at + 4].copy_from_slice(&[height.to_be_bytes(), width.to_be_bytes()].concat());
        file
    };
    let sized = |file: &[u8]| letters.refused("plan.jpg", file).1;
    assert_eq!(sized(&resized(false, 60_000, 60_000)), format!("has 60000 x 60000 pixels; {most}"));
    assert_eq!(
        sized(&resized(true, 5_000, 4_000)),
        "has 5000 x 4000 pixels; the most of a progressive JPEG is 16 million"
    );
    assert_eq!(sized(&resized(false, 5_000, 4_000)), "is cut off: the end of the file is missing");
    let file = std::fs::File::create(letters.path("plan.jpg")).expect("a file");
    file.set_len(20_000_001).expect("a long file");
    let source = Source::new(letters.path("1.yaml"), letter(1) + &annex("plan.jpg"));
    let found = check(&letters.session, &source).problems;
    let messages: Vec<_> = errors(found.iter()).map(|problem| &*problem.message).collect();
    assert_eq!(messages, ["the image `plan.jpg` has 21 MB; the most is 20 MB"]);
}

#[test]
fn the_program_says_the_same_in_check_and_in_every_build() {
    let office = Office::new()
        .file("letters/1.yaml", letter(1) + &annex("plan.jpg"))
        .file("letters/plan.jpg", &jpeg(false)[..300]);
    let message = |arguments: &[&str]| {
        let run = office.run(arguments).code(1);
        run.stderr
            .lines()
            .skip_while(|line| !line.starts_with("error"))
            .take(6)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let checked = message(&["check"]);
    assert!(checked.starts_with("error[unreadable-image]: the image `plan.jpg` is cut off"), "{checked}");
    assert!(checked.contains("letters/1.yaml:8:57") || cfg!(windows), "{checked}");
    for formats in ["docx", "html", "pdf", "docx,html", "docx,pdf,html"] {
        assert_eq!(message(&["build", "--format", formats]), checked, "{formats}");
    }
    assert!(office.names("output").is_empty());
}
