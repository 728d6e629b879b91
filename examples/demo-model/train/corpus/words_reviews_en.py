"""What English reviews are about and what they say of it.

A line of ASPECTS is: domains # aspects # praise # blame # neither; the words after the aspects are
adjectives, except those that begin with !, which are whole predicates.
"""

ASPECTS = """
goods gadget clothes # delivery shipping # quick fast prompt !took_only_a_day !came_two_days_early !arrived_ahead_of_schedule # slow late terrible !took_three_weeks !was_delayed_twice !never_showed_up_on_time # average normal standard !took_the_usual_time
goods gadget clothes # packaging box wrapping # neat sturdy beautiful perfect !kept_everything_safe !was_intact # torn flimsy damaged filthy !was_crushed !was_falling_apart # plain ordinary standard !was_nothing_special
goods gadget clothes food hotel app course place # customer_service support_team support # helpful friendly quick excellent patient professional !answered_within_minutes !solved_my_problem_at_once # rude useless slow awful unhelpful !never_replied !ignored_my_emails !hung_up_on_me # average okay ordinary !was_neither_good_nor_bad
goods gadget clothes # quality build_quality workmanship finish # excellent superb outstanding solid great !exceeded_my_expectations !is_better_than_I_imagined # poor cheap terrible shoddy awful !is_a_joke !fell_far_short !is_worse_than_I_feared # average okay acceptable ordinary !is_about_what_I_expected !is_nothing_special
goods gadget clothes food hotel app course place # price # fair great reasonable unbeatable low !is_a_bargain !is_worth_every_penny # outrageous ridiculous steep unfair !is_far_too_high !is_a_rip-off # average normal standard !is_about_the_same_as_elsewhere
goods gadget clothes # design look colour style # beautiful elegant stylish gorgeous lovely !turns_heads !looks_better_than_in_the_photos # ugly tacky dull hideous !looks_nothing_like_the_photos # plain simple ordinary standard !looks_just_like_the_photos
gadget # battery battery_life # great amazing excellent impressive !lasts_two_days !lasts_all_day_with_ease # terrible awful weak poor !dies_by_noon !drains_within_an_hour !barely_lasts_half_a_day # average okay decent_enough !lasts_about_a_day
gadget # screen display picture # gorgeous sharp bright stunning crisp !is_a_joy_to_look_at # dim blurry grainy awful !flickers_all_the_time !cracked_on_day_one !has_dead_pixels # average okay ordinary !is_fine_for_the_price
gadget # sound sound_quality speaker microphone # rich clear superb excellent !fills_the_room # tinny muffled awful weak !crackles_constantly !cuts_out_every_minute # average okay passable !is_nothing_special
gadget # setup installation interface menu # easy simple intuitive painless !took_five_minutes # confusing difficult clumsy frustrating !took_all_day !drove_me_crazy # okay average standard !takes_some_getting_used_to
gadget # performance software processor # fast smooth reliable snappy !never_lags # slow sluggish unstable laggy !crashes_daily !freezes_all_the_time # average okay adequate !is_the_same_as_last_year
gadget goods # hinge handle lid button cable strap zip # sturdy solid well_made smooth !feels_indestructible # loose flimsy weak useless !broke_within_a_week !snapped_on_the_first_day !fell_off # ordinary okay standard !does_its_job
clothes # fabric material fit cut # soft comfortable lovely perfect flattering !feels_wonderful # rough scratchy thin terrible uncomfortable !shrank_in_the_wash !fell_apart_after_one_wash # average okay ordinary !is_as_described
food # food soup pasta steak dessert pizza coffee bread fish # delicious tasty fresh wonderful perfect amazing !melted_in_my_mouth !was_cooked_to_perfection # bland cold awful greasy stale inedible !made_me_sick !was_full_of_salt !tasted_like_cardboard # average okay ordinary !was_neither_good_nor_bad
food hotel # service staff waiter manager # friendly attentive excellent wonderful polite !made_us_feel_welcome # rude slow awful careless !ignored_us !made_us_wait_an_hour !got_our_order_wrong # average okay ordinary !was_as_expected
food # atmosphere decor dining_room # cosy lovely charming relaxing # noisy dirty depressing cramped # ordinary plain average
hotel # room bed bathroom pool lobby # clean spacious comfortable spotless lovely !exceeded_our_expectations # dirty tiny filthy noisy smelly !was_full_of_mould !had_bugs_in_it # average ordinary okay !was_as_pictured
hotel place # location view # perfect stunning convenient great !was_breathtaking # terrible inconvenient depressing !was_miles_from_anything # average okay ordinary
film book # plot story ending # gripping brilliant moving clever wonderful !kept_me_hooked !brought_tears_to_my_eyes # boring predictable silly dreadful confusing !made_no_sense !put_me_to_sleep # average ordinary okay !was_neither_exciting_nor_dull
film # acting cast soundtrack lead_actor # superb brilliant outstanding convincing !stole_the_show # wooden terrible awful unconvincing !ruined_the_film # average passable ordinary
book # writing prose translation # beautiful elegant vivid engaging # clumsy dull awful tedious !was_full_of_mistakes # plain average ordinary
app # app interface update search login # smooth handy fast intuitive reliable !saves_me_hours !works_flawlessly # buggy slow confusing useless annoying !crashes_constantly !lost_all_my_data !stopped_working # okay average basic !does_what_it_says
course # teacher lesson material instructor # clear inspiring helpful engaging brilliant !taught_me_a_lot # boring confusing disorganised useless dull !wasted_my_time # average basic ordinary !covered_the_usual_topics
place # park museum beach garden tour # beautiful fascinating peaceful wonderful !was_worth_the_trip # dirty crowded overpriced disappointing !was_a_waste_of_time # average ordinary okay !was_much_like_any_other
"""

SUBJECTS = {
    "goods": "cup|umbrella|backpack|suitcase|chair|desk|lamp|pillow|blanket|toothbrush|shampoo|perfume|toy|puzzle|pen|notebook|pan|knife|tent|yoga mat|bike|stroller|carpet|mattress|sofa|watch|bottle|mug|bag|wallet|ladder|kettle",
    "gadget": "phone|laptop|tablet|keyboard|mouse|monitor|camera|speaker|TV|fridge|washing machine|vacuum cleaner|rice cooker|microwave|oven|coffee machine|hair dryer|charger|router|printer|smartwatch|headset|game console|e-reader|robot vacuum",
    "clothes": "shirt|jacket|dress|sweater|coat|skirt|hat|scarf|hoodie|suit|T-shirt|raincoat|swimsuit|jumper",
    "food": "restaurant|cafe|bar|bakery|pizzeria|diner|burger place|sushi bar|noodle shop|steakhouse|bistro|food truck",
    "hotel": "hotel|hostel|guesthouse|resort|motel|apartment",
    "film": "movie|film|show|series|documentary|comedy|thriller|play|cartoon",
    "book": "book|novel|textbook|biography|comic|cookbook|story collection",
    "app": "app|game|website|program|browser|map app|music player|update",
    "course": "course|class|workshop|online course|lecture|piano class|language course",
    "place": "park|museum|beach|zoo|castle|gallery|theme park|garden|old town",
}

GENERAL = {
    "positive": "great|excellent|amazing|fantastic|wonderful|perfect|brilliant|awesome|superb|outstanding|lovely|really good|very good|simply the best|worth every penny|better than expected|a pleasure from start to finish|a real gem|highly recommended|not bad at all",
    "negative": "terrible|awful|horrible|bad|poor|disappointing|dreadful|useless|a waste of money|a complete disaster|really bad|very bad|the worst ever|not good at all|not worth the money|a big disappointment|worse than expected|garbage|a nightmare from start to finish",
    "neutral": "okay|average|nothing special|ordinary|so-so|neither good nor bad|fine but unremarkable|about what I expected|just okay|pretty standard|middle of the road|the same as any other|acceptable",
}

ADVERBS = {
    "positive": ("", "", "really ", "very ", "so ", "absolutely ", "just ", "truly ", "quite "),
    "negative": ("", "", "really ", "very ", "so ", "absolutely ", "just ", "truly ", "far too "),
    "neutral": ("", "", "just ", "rather ", "pretty ", "fairly ", "quite "),
}

PHRASES = {
    "positive": "I love it|I would buy it again|we will definitely come back|I could not be happier|it made my day|my whole family loves it|I recommend it to everyone|it never let me down|I have no complaints at all|I give it five stars|it works perfectly|I am very happy with it|I am so glad I chose this|it was the best decision of the year|I had no problems whatsoever|I enjoyed every minute|it was worth the wait|I will tell all my friends about it|it makes life easier|everyone at the table was smiling|I keep coming back for more|you will not regret it",
    "negative": "I hate it|I want my money back|we will never come back|I regret buying it|it ruined my day|nobody in my family likes it|I would not recommend it to anyone|it let me down again|I have nothing but complaints|one star is too much|it does not work at all|I am very unhappy with it|you should stay away from it|it was the worst decision of the year|it gave me nothing but problems|I was bored to tears|it was not worth the wait|I warned all my friends about it|it broke after two days|they refused to give a refund|it arrived broken|it stopped working after a week|I have never been so disappointed|it is a waste of time",
    "neutral": "it is okay|it does the job|I have no strong feelings about it|it is what it is|I have not used it much yet|it looks like the picture|I might try another one next time|there are good points and bad points|it is neither good nor bad|I expected neither more nor less|nothing stands out|it is the same as the old one|it was a gift so I cannot say much|I am still testing it|there were no surprises and no disappointments|you get what you pay for",
}
