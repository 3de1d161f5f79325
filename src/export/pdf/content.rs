//! The operators of a page in fewer bytes: krilla writes numbers with seven digits, of which a printer cannot place the last
//! four, and each byte of a glyph's number as four characters.

/// The operators of a page (ISO 32000-1, 7.8.2) with bytes as they are in strings, and with rounded numbers: places to
/// hundredths of a point, what moves the next glyph (between brackets, in thousandths of the size) to tenths, and what is less
/// than one, such as a colour, to four digits.
pub fn short(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let (mut at, mut in_array) = (0, false);
    while let Some(&byte) = content.get(at) {
        let rest = &content[at..];
        at += match byte {
            b'(' => as_bytes(rest, &mut out),
            b'0'..=b'9' | b'.' => {
                let length = rest.iter().take_while(|byte| is_of_number(**byte)).count();
                number(&rest[..length], in_array, &mut out);
                length
            }
            _ => {
                in_array = byte == b'[' || in_array && byte != b']';
                out.push(byte);
                1
            }
        };
    }
    out
}

/// The string with its brackets that a text begins with, its bytes written as they are: only what would end it has a
/// backslash, and what is an end of a line (7.3.4.2), which some readers leave out. How long it was; one that does not end is
/// all of the text.
fn as_bytes(text: &[u8], out: &mut Vec<u8>) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => break,
                b')' => depth -= 1,
                _ => {}
            }
            continue;
        }
        let digits = text[at..].iter().take(3).take_while(|byte| (b'0'..=b'7').contains(*byte));
        let (length, code) =
            digits.fold((0, 0_u32), |(count, code), digit| (count + 1, code * 8 + u32::from(digit - b'0')));
        let end = text.len().min(at + length.max(1));
        match u8::try_from(code) {
            Ok(byte) if length == 3 && !matches!(byte, b'(' | b')' | b'\\' | b'\r' | b'\n') => out.push(byte),
            _ => out.extend_from_slice(&text[at - 1..end]),
        }
        at = end;
    }
    at
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

/// A number without its sign, rounded; one that is longer than any that krilla writes stays.
fn number(token: &[u8], in_array: bool, out: &mut Vec<u8>) {
    let dot = token.iter().position(|byte| *byte == b'.').unwrap_or(token.len());
    let (whole, part) = (&token[..dot], token.get(dot + 1..).unwrap_or_default());
    let places = match whole.iter().any(|digit| *digit != b'0') {
        _ if in_array => 1,
        true => 2,
        false => 4,
    };
    if part.len() <= places || token.len() > 18 {
        return out.extend_from_slice(token);
    }
    let value = |digits: &[u8]| digits.iter().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit & 15));
    let scale = 10_u64.pow(u32::try_from(places).unwrap_or_default());
    let rounded = value(whole) * scale + value(&part[..places]) + u64::from(part[places] >= b'5');
    let mut digits = [0; 24];
    let (mut at, mut rest, mut is_idle) = (digits.len(), rounded % scale, true);
    for _ in 0..places {
        // Zeros at the end say nothing.
        is_idle &= rest % 10 == 0;
        if !is_idle {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
    }
    if !is_idle {
        at -= 1;
        digits[at] = b'.';
    }
    rest = rounded / scale;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(content: &str) -> String {
        String::from_utf8(short(content.as_bytes())).expect("text")
    }

    #[test]
    fn numbers_are_rounded() {
        assert_eq!(shown("1 0 0 -1 113.40004 214.73027 Tm"), "1 0 0 -1 113.4 214.73 Tm");
        assert_eq!(shown("0.043137256 0.5 0.99999 scn"), "0.0431 0.5 1 scn");
        for same in
            ["/f1 11 Tf 0.004 w <</MCID 13>>BDC", "<00112233445566778899001122>Tj", "1234567890123456789.25"]
        {
            assert_eq!(shown(same), same);
        }
        assert_eq!(shown("99.999 9.96 [0.96]"), "100 9.96 [1]");
    }

    #[test]
    fn strings_say_the_same() {
        assert_eq!(shown("[(1.23456\\)(2.34567))9.277344(a)-0.03]TJ"), "[(1.23456\\)(2.34567))9.3(a)-0]TJ");
        assert_eq!(shown(r"(\000\101b\050\051\134\015\n\\\7)"), "(\0Ab\\050\\051\\134\\015\\n\\\\\\7)");
        assert_eq!(shown("(a\\"), "(a\\");
    }
}
