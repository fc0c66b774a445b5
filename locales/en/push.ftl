# Notices on one's own devices.

push-notice = Training due
push-title = Notices on your devices
push-lead = Your phone or computer tells you as soon as a reminder is due, even where no mail reaches you. It shows only that training is due; you read the rest here.
push-back = Back to the profile
push-switch-on = Switch on for this device
push-no-script = This needs a browser with script.
push-unsupported = This browser cannot show notices. On an iPhone or iPad, put this page on the home screen first.
push-denied = Your browser does not let this page show notices. You can change that in its settings for this page.
push-failed = The browser's push service could not be reached. Please try again later.
push-not-taken = Not switched on.
push-devices = Switched on for
push-last = last notice { $at }
push-none-yet = no notice yet
push-refused = the last notice was refused; switch it on anew on that device
push-end = Switch off
push-added = Notices are switched on for this device.
push-ended = Notices are switched off for that device.
push-ends = Notices end when you sign out on the device, end its sign-in or sign out everywhere.
push-fault-endpoint = This is no address of a push service.
push-fault-not-public = This address leads into a network that is not public.
push-fault-key = The keys of the browser cannot be used.
push-refused-no-keys = Whoever runs this installation has not set up notices on devices.
push-refused-many = Notices can be switched on on { $most } devices. Switch one off first.
profile-push = Notices on devices
profile-push-lead = Your phone or computer shows at once that a reminder is due.
profile-push-action = Notices on devices
