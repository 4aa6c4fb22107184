//! `content/join/<platform>.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, RawAudience, RawFigure, RawNote, RawProbe, RawSelector, RawServer, Text};
use crate::yaml::{Items, Spanned};

/// `content/join/<platform>.yaml`: what a platform is and how to join with it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "platform", deny_unknown_fields)]
pub struct RawPlatform {
    /// The name of the platform.
    pub name: Localized,
    /// The title of the page.
    pub title: Localized,
    /// One sentence below the title: what the steps do and how long they take.
    pub lead: Localized,
    /// The one thing that must not be missed.
    pub key: RawKey,
    /// What the platform is, in a sentence or two.
    pub about: Localized,
    /// The browsers that get a page of their own, in order.
    pub browsers: Items<Text>,
    /// The systems it is used on, in order.
    pub systems: Items<Text>,
    /// The ways to take part: the desktop app, the browser. The first is the one you ask for; what is only for the others is
    /// folded.
    #[serde(default)]
    pub clients: Items<RawClient>,
    /// The steps of joining; each has the number of its place in this list.
    pub steps: Items<RawStep>,
    /// What else is worth knowing, below the steps.
    #[serde(default)]
    pub topics: Items<RawTopic>,
    /// What the network must let through.
    #[serde(default)]
    pub hosts: Items<RawHost>,
    /// What the reader's browser can try to reach, for `reach:` of a requirement.
    #[serde(default)]
    pub probes: Items<RawProbe>,
    /// Servers that answer over UDP, for `udp:` of a requirement.
    #[serde(default)]
    pub stun: Items<RawServer>,
    /// A text for the network team, before the list of hosts.
    #[serde(default)]
    pub network: Option<Localized>,
    /// Pages of the vendor that help further.
    #[serde(default)]
    pub links: Items<RawLink>,
    /// Notes below it, for every reader or only for engineers.
    #[serde(default)]
    pub notes: Items<RawNote>,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
    #[serde(default)]
    pub audience: RawAudience,
    /// The address of the page where this was read, so that it can be checked there again.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}

/// The one thing that must not be missed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "key", deny_unknown_fields)]
pub struct RawKey {
    /// What it is, in a few words.
    pub title: Localized,
    /// Why it must not be missed.
    pub text: Localized,
}

/// A way to take part.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "client", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "app", "name": {"ja": "デスクトップ アプリ", "en": "Desktop app"}}]))]
pub struct RawClient {
    /// Its id, by which other places name it: small letters, digits and hyphens.
    pub id: Text,
    /// Its name, as readers see it.
    pub name: Localized,
}

/// One action in joining. Its number is its place in the list, the same for every reader.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "step", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "open-link", "title": {"ja": "招待のリンクを開きます", "en": "Open the link of the invitation"}, "text": {"ja": "{ui:webex.join}を押します。", "en": "Press {ui:webex.join}."}, "expect": {"ja": "画面が開きます。", "en": "The window opens."}}]))]
pub struct RawStep {
    /// Its id, also its anchor on the page.
    pub id: Text,
    /// What to do, in a few words.
    pub title: Localized,
    /// What to do, for every reader.
    #[serde(default)]
    pub text: Option<Localized>,
    /// A sketch of the screen it is about.
    #[serde(default)]
    pub figure: Option<Spanned<RawFigure>>,
    /// What to do where browsers, systems or clients differ.
    #[serde(default)]
    pub variants: Items<RawStepVariant>,
    /// The browsers, systems and clients for which the text above is enough.
    #[serde(default)]
    pub no_variant: RawSelector,
    /// Ways to do it, of which the reader takes one.
    #[serde(default)]
    pub choices: Items<RawChoice>,
    /// What one sees when it worked.
    #[serde(default)]
    pub expect: Option<Localized>,
    /// What can go wrong in this step.
    #[serde(default)]
    pub warning: Option<Localized>,
    /// Notes below it, for every reader or only for engineers.
    #[serde(default)]
    pub notes: Items<RawNote>,
}

/// What a step says to some readers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "variant", deny_unknown_fields)]
#[schemars(extend("examples" = [{"for": {"system": ["macos"]}, "text": {"ja": "システム設定で許可します。", "en": "Allow it in the system settings."}}]))]
pub struct RawStepVariant {
    /// To which; what is left out means every one.
    #[serde(rename = "for")]
    pub applies: RawSelector,
    /// What these readers are told.
    pub text: Localized,
    /// A sketch of the screen that they see.
    #[serde(default)]
    pub figure: Option<Spanned<RawFigure>>,
}

/// One of several ways to do a step.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "choice", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "telephone", "title": {"ja": "電話", "en": "Telephone"}, "text": {"ja": "こちらから電話します。", "en": "We call you."}}]))]
pub struct RawChoice {
    /// Its id, by which other places name it: small letters, digits and hyphens.
    pub id: Text,
    /// The way in a few words.
    pub title: Localized,
    /// How it is done this way.
    pub text: Localized,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
    #[serde(default)]
    pub audience: RawAudience,
}

/// Something worth knowing beside the steps: the app against the browser, telephones, recording.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "topic", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "recording", "title": {"ja": "録画", "en": "Recording"}, "text": {"ja": "録画の前に必ずお知らせします。", "en": "We ask before we record."}}]))]
pub struct RawTopic {
    /// Its id, also its anchor on the page.
    pub id: Text,
    /// Its heading on the page.
    pub title: Localized,
    /// What there is to know.
    pub text: Localized,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
    #[serde(default)]
    pub audience: RawAudience,
}

/// Something the network must let through.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "host", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "media", "names": ["*.example.com"], "ports": ["TCP 443"], "use": {"ja": "音声と画面", "en": "Sound and screen"}, "checked_on": "2026-11-20"}]))]
pub struct RawHost {
    /// Its id, by which other places name it: small letters, digits and hyphens.
    pub id: Text,
    /// The names or addresses, `*.example.com` for all below one.
    pub names: Items<Text>,
    /// Protocol and port: `TCP 443`. Left out where the vendor names none.
    #[serde(default)]
    pub ports: Items<Text>,
    /// What it is needed for.
    #[serde(rename = "use")]
    pub purpose: Localized,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
    #[serde(default)]
    pub audience: RawAudience,
    /// The address of the page where it was read, so that it can be checked there again.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    pub checked_on: Text,
}

/// A page of somebody else.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "link", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "test", "title": {"ja": "接続テスト", "en": "Test page"}, "url": "https://meet.example.com/test", "checked_on": "2026-11-20"}]))]
pub struct RawLink {
    /// Its id, by which other places name it: small letters, digits and hyphens.
    pub id: Text,
    /// What readers find there.
    pub title: Localized,
    /// The address of the page, with `https://`.
    pub url: Text,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
    #[serde(default)]
    pub audience: RawAudience,
    /// The day it was last checked, or `never`.
    pub checked_on: Text,
}
