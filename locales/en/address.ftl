address-title = Mail address
address-present = Mails go to { $address }.
address-none = You have no mail address yet and get no mails.
address-change = Change the address
address-enter = Enter an address
address-profile-waits = { $address } waits for you to confirm it.
address-new = New mail address
address-new-hint = It gets a link. Mails go to the new address only once you confirm it.
address-action = Send the link
address-asked = A link is on its way to { $address }. Until you confirm it everything stays as it is.
address-waits = Waits to be confirmed
address-waits-text = The link to { $address } works until { $until }.
address-withdraw = Do not change it after all
address-withdrawn = The address stays as it was.
address-fault-same = This is your address already.
address-refused-taken = This address belongs to another account by now.
address-confirm-title = Is this your mail address?
address-confirm-lead = Mails for { $name } will go to { $address }.
address-done-title = Your address is confirmed
address-done-text = Mails go to { $address } from now on.
address-done-action = To the profile

address-confirm-subject = Confirm your mail address
address-confirm-finding = Is this your mail address?
address-confirm-text = You gave { $address } as your address. The link works for { $hours } hours and only once.
address-confirm-action = Confirm the address
address-confirm-not-you = Did you not ask for this? Then do nothing; everything stays as it is.
address-confirm-why = Somebody gave this address for an account.

address-asked-subject = Your mail address is to be changed
address-asked-finding = Your mail address is to be changed
address-asked-text = Mails are to go to { $address } as soon as that is confirmed there. Until then they come here.
address-asked-not-you = Did you not ask for this? Then take it back and change your password.
address-asked-action = Look at the address
address-asked-why = This address belongs to your account so far.

mail-kind-address_confirm = Confirmation of an address
mail-kind-address_asked = Changed address
