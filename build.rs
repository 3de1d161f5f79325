//! A file added to the house style or to a new folder of letters, or taken out of it, makes the program anew.

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=starter");
}
