// What every page gets. All of it only improves: each address and form works without a script.
import "./exchange";
import "./staying";
import "./dialogs";
import "./menus";
import "./busy";
import "./saving";
import "./fields";
import "./toasts";
import "./picking";
import "./moving";
import "./search";
import "./marking";
import "./push";
import "./keeping";
import "./scanning";
import "./signing";
