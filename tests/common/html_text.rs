//! The words of an HTML page as a reader sees them.

/// The words a reader sees: text outside tags, a space at the ends of blocks, entities resolved.
pub fn words(html: &str) -> Vec<String> {
    let mut text = String::new();
    for piece in html.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').expect("a closed tag");
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
        if !["a", "bdi", "em", "span", "strong", "sup"].contains(&name) {
            text.push(' ');
        }
        text.push_str(after);
    }
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        text = text.replace(entity, sign);
    }
    text.split_whitespace().map(str::to_owned).collect()
}
