//! What Windows reads in `letters.exe` beside the code: an icon, a version, and a manifest that lets paths be longer than
//! 260 characters and makes UTF-8 the encoding of the program.
//!
//! Made with `windres` of the linker's package. Where there is none, as with the linker of Microsoft, the program works
//! without these, and says so when it is compiled.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Makes the resources and hands them to the linker, when the program is compiled for Windows.
pub fn resources() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|is| is == value);
    if !is("CARGO_CFG_TARGET_OS", "windows") {
        return Ok(());
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(folder.join("letters.ico"), icon())?;
    fs::write(folder.join("letters.manifest"), MANIFEST)?;
    fs::write(folder.join("letters.rc"), script())?;
    let object = folder.join("letters.res.o");
    let tool = if is("HOST", &env::var("TARGET").unwrap_or_default()) { "windres" } else { CROSS };
    if is("CARGO_CFG_TARGET_ENV", "gnu") && compiled(tool, &folder, &object) {
        println!("cargo::rustc-link-arg-bins={}", object.display());
    } else {
        println!("cargo::warning=letters.exe gets no icon, version and manifest: {tool} does not run");
    }
    Ok(())
}

const CROSS: &str = "x86_64-w64-mingw32-windres";

/// The script names its files without their folder, so that the same sources give the same program anywhere.
fn compiled(tool: &str, folder: &Path, object: &Path) -> bool {
    let mut windres = Command::new(tool);
    windres.current_dir(folder).args(["-O", "coff", "letters.rc"]).arg(object);
    windres.status().is_ok_and(|status| status.success())
}

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
</assembly>
"#;

/// The script of the resources. Names and numbers of kinds are those of Windows: 24 is a manifest.
fn script() -> String {
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let numbers = version.split(['.', '-']).filter(|part| part.parse::<u16>().is_ok());
    let numbers: Vec<&str> = numbers.chain(["0"; 4]).take(4).collect();
    let numbers = numbers.join(",");
    format!(
        r#"1 ICON "letters.ico"
1 24 "letters.manifest"
1 VERSIONINFO
FILEVERSION {numbers}
PRODUCTVERSION {numbers}
FILEOS 0x40004
FILETYPE 1
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "080904b0"
    BEGIN
      VALUE "CompanyName", "collective-letters"
      VALUE "FileDescription", "Collective letters"
      VALUE "FileVersion", "{version}"
      VALUE "InternalName", "letters"
      VALUE "LegalCopyright", "MIT OR Apache-2.0"
      VALUE "OriginalFilename", "letters.exe"
      VALUE "ProductName", "Collective letters"
      VALUE "ProductVersion", "{version}"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x809, 1200
  END
END
"#
    )
}

/// Widths of the icon, in pixels.
const WIDTHS: [u32; 5] = [16, 24, 32, 48, 256];

/// The icon: a white envelope on blue, in all widths.
fn icon() -> Vec<u8> {
    let images: Vec<Vec<u8>> = WIDTHS.iter().map(|width| bitmap(*width)).collect();
    let mut file = words(&[0, 1, WIDTHS.len() as u16]);
    let mut at = 6 + 16 * WIDTHS.len() as u32;
    for (width, image) in WIDTHS.iter().zip(&images) {
        // 256 is written as 0.
        file.extend([*width as u8, *width as u8, 0, 0]);
        file.extend(words(&[1, 32]));
        file.extend(longs(&[image.len() as u32, at]));
        at += image.len() as u32;
    }
    file.extend(images.concat());
    file
}

/// One image: a header of 40 bytes, rows from below with blue, green, red and opacity, and a mask that hides nothing.
fn bitmap(width: u32) -> Vec<u8> {
    let mut image = longs(&[40, width, 2 * width]);
    image.extend(words(&[1, 32]));
    image.extend(longs(&[0, 0, 0, 0, 0, 0]));
    for y in (0..width).rev() {
        for x in 0..width {
            image.extend(pixel(x, y, f64::from(width)));
        }
    }
    image.extend(vec![0; (width.div_ceil(32) * 4 * width) as usize]);
    image
}

/// The mean of 8 × 8 points of a pixel.
fn pixel(x: u32, y: u32, width: f64) -> [u8; 4] {
    const POINTS: u32 = 8;
    let (mut paper, mut ground) = (0.0, 0.0);
    for step in 0..POINTS * POINTS {
        let place =
            |at: u32, step: u32| (f64::from(at) + (f64::from(step) + 0.5) / f64::from(POINTS)) / width;
        match drawn(place(x, step % POINTS), place(y, step / POINTS)) {
            Some(true) => paper += 1.0,
            Some(false) => ground += 1.0,
            None => {}
        }
    }
    let both = f64::max(paper + ground, 1.0);
    let mixed = |blue: f64| ((255.0 * paper + blue * ground) / both).round() as u8;
    let opacity = (255.0 * (paper + ground) / f64::from(POINTS * POINTS)).round() as u8;
    [mixed(166.0), mixed(94.0), mixed(28.0), opacity]
}

/// What is drawn at a place, from 0 to 1: the envelope, the ground, or nothing.
fn drawn(x: f64, y: f64) -> Option<bool> {
    const ROUND: f64 = 0.18;
    let out = |at: f64| f64::max((at - 0.5).abs() - (0.5 - ROUND), 0.0);
    if out(x).hypot(out(y)) > ROUND {
        return None;
    }
    let in_envelope = (0.15..0.85).contains(&x) && (0.27..0.73).contains(&y);
    // The flap: from the upper corners to the middle.
    let flap = 0.27 + 0.30 * (1.0 - (x - 0.5).abs() / 0.35);
    Some(in_envelope && (y - flap).abs() > 0.035)
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}
