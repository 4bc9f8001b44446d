<?php
// What the recorded site holds: each post with what sets it apart. Dates are of the site's zone, New York.
return [
    [
        'post_title' => 'Start here: how this desk answers',
        'post_date' => '2024-01-15 09:00:00',
        'categories' => ['House rules'],
        'sticky' => true,
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>Every question gets one owner. Whoever opens it writes their name on it and keeps it until the customer says that it is solved. More about us on <a href="/about/">the page about this desk</a>.</p>
            <!-- /wp:paragraph -->

            <!-- wp:paragraph -->
            <p>If you have to hand a question on, write three lines: what was asked, what was tried, what was promised.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [ // of the classic editor, under 55 words, in no category but the one that WordPress gives
        'post_title' => 'Say what you can do',
        'post_date' => '2024-02-01 08:30:00',
        'post_content' => "Start with what is possible. It's easier to hear \"I can send it on Monday\" than \"we don't ship on weekends\".",
    ],
    [ // everything that a body may hold, two categories, tags, a featured image, comments
        'post_title' => 'A reply in five parts',
        'post_date' => '2024-03-05 10:00:00',
        'categories' => ['Email', 'Returns & refunds'],
        'tags' => ['templates', 'tone of voice'],
        'image' => true,
        'comments' => true,
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>A long answer is read when its parts are where people look for them. This order has served us <em>well</em>, for <strong>parcels</strong> as for invoices.</p>
            <!-- /wp:paragraph -->

            <!-- wp:heading -->
            <h2>The five parts</h2>
            <!-- /wp:heading -->

            <!-- wp:list {"ordered":true} -->
            <ol><!-- wp:list-item -->
            <li>The answer itself</li>
            <!-- /wp:list-item -->

            <!-- wp:list-item -->
            <li>What happens next<!-- wp:list -->
            <ul><!-- wp:list-item -->
            <li>on our side</li>
            <!-- /wp:list-item -->

            <!-- wp:list-item -->
            <li>on the customer's side</li>
            <!-- /wp:list-item --></ul>
            <!-- /wp:list --></li>
            <!-- /wp:list-item -->

            <!-- wp:list-item -->
            <li>When it happens, with a day</li>
            <!-- /wp:list-item -->

            <!-- wp:list-item -->
            <li>Where to write if it does not</li>
            <!-- /wp:list-item -->

            <!-- wp:list-item -->
            <li>A name</li>
            <!-- /wp:list-item --></ol>
            <!-- /wp:list -->

            <!-- wp:quote -->
            <blockquote class="wp-block-quote"><!-- wp:paragraph -->
            <p>Your refund is on its way. It reaches your card by Friday.</p>
            <!-- /wp:paragraph --><cite>from a reply that got no second question</cite></blockquote>
            <!-- /wp:quote -->

            <!-- wp:code -->
            <pre class="wp-block-code"><code>Order:  {{order}}
            Amount: {{amount}}
            if amount &lt; 20 &amp;&amp; first_time: refund at once</code></pre>
            <!-- /wp:code -->

            <!-- wp:table -->
            <figure class="wp-block-table"><table><thead><tr><th>Day</th><th>What we write</th></tr></thead><tbody><tr><td>1</td><td>We have it</td></tr><tr><td>3</td><td>Where it stands</td></tr></tbody></table><figcaption>Two messages, not five</figcaption></figure>
            <!-- /wp:table -->

            <!-- wp:image {"id":ATTACHMENT,"sizeSlug":"medium","linkDestination":"none"} -->
            <figure class="wp-block-image size-medium"><img src="http://blog.example/wp-content/uploads/2024/03/queue-300x200.png" alt="Bars that show the queue by hour" class="wp-image-ATTACHMENT"/><figcaption class="wp-element-caption">The queue by hour</figcaption></figure>
            <!-- /wp:image -->

            <!-- wp:paragraph -->
            <p>The first message to a new customer is in <a href="http://blog.example/2024/02/say-what-you-can-do/">another post</a>.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [ // late in the evening of March 31: in UTC it is April 1
        'post_title' => 'Before the shift ends',
        'post_date' => '2024-03-31 22:30:00',
        'author' => 'nightshift',
        'categories' => ['House rules'],
        'tags' => ['handover'],
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>Ten minutes before the end, stop taking new calls and write the handover. The morning should know which customer was promised a call, at what hour, and by whom.</p>
            <!-- /wp:paragraph -->

            <!-- wp:paragraph -->
            <p>A promise that nobody wrote down is a promise that nobody keeps.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [
        'post_title' => 'When the queue is long',
        'post_date' => '2024-04-16 11:20:00',
        'categories' => ['Phone'],
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>Tell people where they stand before they ask. A number that moves is easier to wait with than music.</p>
            <!-- /wp:paragraph -->

            <!-- wp:more {"customText":"Read the rest"} -->
            <!--more Read the rest-->
            <!-- /wp:more -->

            <!-- wp:paragraph -->
            <p>Offer a call back once the wait is over ten minutes, and keep the place in the line. Say at what time the call will come.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [
        'post_title' => 'A refund in three visits',
        'post_date' => '2024-05-02 14:05:00',
        'author' => 'counter',
        'categories' => ['Returns & refunds'],
        'tags' => ['refund'],
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>On the first visit the customer brought the wrong receipt. We wrote down what was missing on a card, so that nobody had to remember it.</p>
            <!-- /wp:paragraph -->

            <!-- wp:nextpage -->
            <!--nextpage-->
            <!-- /wp:nextpage -->

            <!-- wp:paragraph -->
            <p>On the second visit the card was enough. Someone else stood at the counter and could go on where we had stopped.</p>
            <!-- /wp:paragraph -->

            <!-- wp:nextpage -->
            <!--nextpage-->
            <!-- /wp:nextpage -->

            <!-- wp:paragraph -->
            <p>The third visit was for a purchase.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [
        'post_title' => 'Repeat the number back',
        'post_date' => '2024-05-20 09:45:00',
        'categories' => ['Phone'],
        'tags' => ['listening'],
        'post_excerpt' => 'Two seconds that save a second call.',
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>Read every order number back in groups of three, and wait for the yes. Fives and nines sound alike on a bad line.</p>
            <!-- /wp:paragraph -->

            <!-- wp:list -->
            <ul><!-- wp:list-item -->
            <li>Groups of three, with a breath between them</li>
            <!-- /wp:list-item -->

            <!-- wp:list-item -->
            <li>Letters with a word: B as in bread</li>
            <!-- /wp:list-item --></ul>
            <!-- /wp:list -->
            HTML,
    ],
    [ // opened by a password, which the export tells
        'post_title' => 'Notes on the outage',
        'post_date' => '2024-06-03 16:00:00',
        'categories' => ['House rules'],
        'post_password' => 'example',
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>This text is for those who have the password: the status page was an hour behind, and we said so too late.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [
        'post_title' => 'Ask "why" & <b>wait</b> for the answer',
        'post_date' => '2024-06-18 13:10:00',
        'categories' => ['Phone', 'Email'],
        'tags' => ['listening', 'Q&A'],
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>Count to four after the question -- silence is part of it... Most people say what they need in the second sentence, if they get to say it.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [ // curly quotation marks, as they were typed
        'post_title' => 'Don’t hide behind “policy”',
        'post_date' => '2024-07-04 10:00:00',
        'categories' => ['Email'],
        'tags' => ['tone of voice'],
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>Nobody’s problem is solved by a rule’s name. Give the reason for the rule, then the nearest thing that it allows. 😀</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [ // over 55 words in one paragraph, changed seven weeks later
        'post_title' => 'Write the summary first',
        'post_date' => '2024-07-22 08:00:00',
        'post_modified' => '2024-09-10 08:15:00',
        'categories' => ['Email'],
        'tags' => ['templates'],
        'post_content' => 'Before you answer a long thread, write one line at the top that says what the customer wants now, not what they wanted a week ago. '
            . 'Send that line to yourself, read it again after the next call, and only then begin the reply. If the line does not hold, ask before you answer. '
            . 'A good question costs one message; a wrong answer costs four, and the patience of two people besides.',
    ],
    [ // without a title
        'post_title' => '',
        'post_name' => '',
        'post_date' => '2024-08-05 12:00:00',
        'author' => 'nightshift',
        'categories' => ['House rules'],
        'format' => 'aside',
        'post_content' => 'Water the plant by the window on Fridays. Customers notice.',
    ],
    [ // of the classic editor, with shortcodes and a footnote
        'post_title' => 'A picture of the queue',
        'post_date' => '2024-08-19 15:40:00',
        'author' => 'counter',
        'categories' => ['Phone'],
        'post_content' => <<<'HTML'
            We drew the calls of one week by the hour.<a href="#fn1">[1]</a>

            [caption id="attachment_ATTACHMENT" align="alignnone" width="300"]<img class="size-medium wp-image-ATTACHMENT" src="http://blog.example/wp-content/uploads/2024/03/queue-300x200.png" alt="Bars that show the queue by hour" width="300" height="200" /> Monday is not the worst[/caption]

            Two people moved their break, and the peak was gone. Ask <a href="../../03/a-reply-in-five-parts/">in five parts</a> if you try it.

            [gallery ids="ATTACHMENT"]

            <span id="fn1">1. Week 31, without the holiday.</span>
            HTML,
    ],
    [
        'post_title' => 'Names on the board',
        'post_date' => '2024-08-20 09:00:00',
        'post_status' => 'draft',
        'categories' => ['House rules'],
        'post_content' => "<!-- wp:paragraph -->\n<p>A draft that nobody has read yet.</p>\n<!-- /wp:paragraph -->",
    ],
    [
        'post_title' => 'Who covers which evening',
        'post_date' => '2024-08-25 18:00:00',
        'post_status' => 'private',
        'post_content' => "<!-- wp:paragraph -->\n<p>A private post, for the desk alone.</p>\n<!-- /wp:paragraph -->",
    ],
    [ // pending, as the contributors of a site leave it
        'post_title' => 'Three ways to close a chat',
        'post_date' => '2024-08-27 10:30:00',
        'author' => 'nightshift',
        'post_status' => 'pending',
        'post_content' => "<!-- wp:paragraph -->\n<p>A post that waits for a second pair of eyes.</p>\n<!-- /wp:paragraph -->",
    ],
    [ // published at once, as programs do: its guid is its address
        'post_title' => 'Thank the person who waited',
        'post_name' => 'thank-the-person-who-waited',
        'post_date' => '2024-09-02 09:15:00',
        'at_once' => true,
        'categories' => ['Phone'],
        'tags' => ['tone of voice'],
        'post_content' => <<<'HTML'
            <!-- wp:paragraph -->
            <p>An excuse is about us. Thanks are about the one who waited.</p>
            <!-- /wp:paragraph -->

            <!-- wp:paragraph -->
            <p>Say it once, at the start, and then be quick.</p>
            <!-- /wp:paragraph -->
            HTML,
    ],
    [ // long after every test
        'post_title' => 'The plan for the new year',
        'post_date' => '2099-01-02 09:00:00',
        'post_status' => 'future',
        'categories' => ['House rules'],
        'post_content' => "<!-- wp:paragraph -->\n<p>A post that waits for its day.</p>\n<!-- /wp:paragraph -->",
    ],
    [
        'post_type' => 'page',
        'post_title' => 'About this desk',
        'post_name' => 'about',
        'post_date' => '2024-01-10 09:00:00',
        'post_content' => "<!-- wp:paragraph -->\n<p>We answer by phone, by email and at the counter. This page is no post.</p>\n<!-- /wp:paragraph -->",
    ],
];
