//! Files under the hash of their content: the file first, then the row that names it; what no row names is swept.

use crate::on;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::schema::stored_files;
use bytes::Bytes;
use diesel::prelude::*;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutOptions};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;

/// The store of all files; a folder of this machine.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Opens the folder, creating it where it is missing.
    pub fn open(folder: &std::path::Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder).map_err(|e| Error::setup(format!("cannot create {}: {e}", folder.display())))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|e| Error::setup(e.to_string()))?;
        Ok(Self(Arc::new(store)))
    }

    /// Keeps the content and answers its hash (SHA-256, lower-case hexadecimal). Keeping the same content twice is harmless.
    pub async fn keep(&self, content: Bytes) -> Result<String, Error> {
        let hash = hash(&content);
        let options = PutOptions {
            mode: PutMode::Create,
            ..Default::default()
        };
        match self.0.put_opts(&place(&hash), content.into(), options).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => Ok(hash),
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// The content under a hash; an error where it is missing or no longer what the hash says.
    pub async fn content(&self, hash: &str) -> Result<Bytes, Error> {
        let found = self.0.get(&place(hash)).await.map_err(Error::internal)?;
        let content = found.bytes().await.map_err(Error::internal)?;
        if self::hash(&content) != hash {
            return Err(Error::internal(format!("the file {hash} is damaged")));
        }
        Ok(content)
    }

    /// All hashes that are kept, for the sweeper, backup and `verify`.
    pub async fn all(&self) -> Result<Vec<String>, Error> {
        use futures_util::TryStreamExt;
        let found: Vec<_> = self.0.list(None).try_collect().await.map_err(Error::internal)?;
        Ok(found
            .into_iter()
            .filter_map(|file| file.location.filename().map(ToOwned::to_owned))
            .collect())
    }

    /// Removes a file that no row names.
    pub async fn remove(&self, hash: &str) -> Result<(), Error> {
        self.0.delete(&place(hash)).await.map_err(Error::internal)
    }
}

/// Hash and name of every file that a row names.
pub fn rows(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    on!(conn, c => stored_files::table
        .order(stored_files::id)
        .select((stored_files::hash, stored_files::name))
        .load(c))
}

/// The name under which content is kept.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
        text
    })
}

/// Two levels of folders, so that none holds more than a fraction of the files.
fn place(hash: &str) -> Path {
    Path::from(format!("{}/{}", hash.get(..2).unwrap_or("xx"), hash))
}
