//! Whether settings are read, overridden and refused as they should be.

use super::*;

fn env(pairs: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
    pairs
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn the_environment_overrides_the_file() {
    let config = Config::load(None, env(&[("KUNDIG_SERVER_LISTEN", "127.0.0.1:9"), ("KUNDIG_DATABASE_POOL", "3")])).unwrap();
    assert_eq!((config.server.listen.as_str(), config.database.pool), ("127.0.0.1:9", 3));
}

#[test]
fn an_unknown_key_is_named() {
    let error = Config::load(None, env(&[("KUNDIG_SERVER_LISTNE", "x")])).unwrap_err().to_string();
    assert!(error.contains("KUNDIG_SERVER_LISTNE"), "{error}");
}

#[test]
fn content_on_the_same_host_is_refused() {
    let error = Config::load(None, env(&[("KUNDIG_SERVER_CONTENT_URL", "http://127.0.0.1:9090")]))
        .unwrap_err()
        .to_string();
    assert!(error.contains("content_url"), "{error}");
}

#[test]
fn a_password_never_shows() {
    let config = Config::load(None, env(&[("KUNDIG_DATABASE_URL", "postgres://me:Xq7hidden@db/kundig")])).unwrap();
    let shown = format!("{config:?}{}", toml::to_string(&config).unwrap());
    assert!(!shown.contains("Xq7hidden"), "{shown}");
}

#[test]
fn what_cannot_work_is_refused_by_its_name() {
    for (name, value, key) in [
        ("KUNDIG_SERVER_LISTEN", "quatsch", "server.listen"),
        ("KUNDIG_DATABASE_URL", "mysql://x", "database.url"),
        ("KUNDIG_BRAND_COLOUR", "red", "brand.colour"),
        ("KUNDIG_BRAND_MAP_LINK", "http://map.example/?q={lat},{lon}", "brand.map_link"),
        ("KUNDIG_BRAND_MAP_LINK", "https://map.example/?q={lat}", "brand.map_link"),
        (
            "KUNDIG_BRAND_MAP_LINK",
            "https://{lat}.map.example/?q={lat},{lon}",
            "brand.map_link",
        ),
        ("KUNDIG_BRAND_MAP_LINK", "https://map.example/?q={lat},\"{lon}", "brand.map_link"),
        ("KUNDIG_LOG_LEVEL", "laut", "log.level"),
        ("KUNDIG_SERVER_TRUSTED_PROXIES", "10.0.0.1,10.0.0.0/8", "server.trusted_proxies"),
        ("KUNDIG_SERVER_TRUSTED_PROXIES", "proxy.example", "server.trusted_proxies"),
        ("KUNDIG_SERVER_LISTEN_FILE", "/dev/null", "KUNDIG_SERVER_LISTEN_FILE"),
    ] {
        let error = Config::load(None, env(&[(name, value)])).unwrap_err().to_string();
        assert!(error.contains(key), "{error}");
    }
    for (name, value) in [
        ("KUNDIG_SERVER_LISTEN", "[::1]:0"),
        ("KUNDIG_DATABASE_URL", "postgres://db/kundig"),
        ("KUNDIG_BRAND_COLOUR", "#1A5fb4"),
        (
            "KUNDIG_BRAND_MAP_LINK",
            "https://map.example:8443/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}",
        ),
        ("KUNDIG_LOG_LEVEL", "warn,kundig=debug"),
    ] {
        Config::load(None, env(&[(name, value)])).unwrap();
    }
}

#[test]
fn what_a_file_has_wrong_is_named_by_its_setting_or_its_line() {
    let folder = std::env::temp_dir().join(format!("kundig-settings-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("kundig.toml");
    for (text, named) in [
        ("[server]\nworkers = -1\n", "server.workers"),
        ("[server]\nlisten = 5\n", "server.listen"),
        ("[server]\nlistne = \"127.0.0.1:1\"\n", "server.listne"),
        ("[sever]\n", "sever"),
        ("[brand]\nname = \"A\"\ncolour = \"#123456\n", "line 3"),
    ] {
        std::fs::write(&file, text).unwrap();
        let error = Config::load(Some(&file), env(&[])).unwrap_err().to_string();
        assert!(error.contains(named), "{error}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
