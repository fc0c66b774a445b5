//! Ending in good order: whoever is asked to stop finishes what is in hand and gives back the rest, so that a restart repeats nothing.

use tokio::sync::watch;

/// Whether this process is to end. Copies speak of the same process.
#[derive(Clone, Debug)]
pub struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    /// Asks everybody to stop; cannot be taken back.
    pub fn request(&self) {
        self.0.send_replace(true);
    }

    /// Whether they were asked.
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until they are.
    pub async fn requested(&self) {
        let mut asked = self.0.subscribe();
        // An error would say that nobody can ask any more; whoever waits here can.
        drop(asked.wait_for(|asked| *asked).await);
    }
}
