//! A file added to the house style or taken out of it makes the program anew.

fn main() {
    println!("cargo::rerun-if-changed=templates");
}
