// placeholder
import "htmx.org";
