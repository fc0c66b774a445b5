//! Writes every sample as a page that a browser can open, for looking at it and for pictures.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::gallery::every_sample;
use crate::platform::assets;
use crate::platform::i18n::Locale;
use crate::platform::views::Views;

/// `KUNDIG_PICTURES=<folder> cargo test --lib write_the_samples` fills the folder; `index.txt` in it names each sample with its kind.
/// `scripts/pictures` takes pictures of them, `tests/browser/gallery.test.mjs` checks them.
#[test]
fn write_the_samples() {
    let Some(folder) = env::var_os("KUNDIG_PICTURES").map(PathBuf::from) else {
        return;
    };
    let views = Views::new().expect("all templates parse");
    let mut index = String::new();
    for locale in Locale::ALL {
        for sample in every_sample() {
            let html = sample
                .html(&views, &|frame| frame.speaking(locale))
                .unwrap_or_else(|fault| panic!("{fault}"));
            let name = format!("{}/{}-{}.html", locale.code(), sample.template.replace('/', "."), sample.number);
            write(&folder.join(&name), html.as_bytes());
            let kind = if sample.is_page() {
                "page"
            } else if sample.is_mail() {
                "mail"
            } else {
                "part"
            };
            index.push_str(&format!("{kind} {name}\n"));
        }
    }
    for (name, content) in assets::files() {
        write(&folder.join("assets").join(name.as_ref()), &content);
    }
    write(&folder.join("index.txt"), index.as_bytes());
}

fn write(file: &Path, content: &[u8]) {
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("the folder can be made");
    fs::write(file, content).expect("the file can be written");
}
