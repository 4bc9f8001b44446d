<?php
// Builds the recorded site, or makes the one change that sets a state apart: php site.php build|STATE
// The dates of everything are given, so that two recordings are alike.
[, $step] = $argv;
define('WP_INSTALLING', $step === 'build');
$_SERVER += ['HTTP_HOST' => 'blog.example', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET'];
$_SERVER['PHP_SELF'] = '/index.php'; // from which the installation takes the site's address

function wp_mail() // instead of WordPress's own: nothing is sent
{
    return true;
}

function wp_new_blog_notification()
{
}

require getenv('SITE_ROOT') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

/** Saves a post with the date of its last change, which WordPress would take from the clock. */
function save(array $post): int
{
    $modified = $post['post_modified'] ?? $post['post_date'];
    $dated = fn ($data) => ['post_modified' => $modified, 'post_modified_gmt' => get_gmt_from_date($modified)] + $data;
    add_filter('wp_insert_post_data', $dated);
    $id = wp_insert_post(wp_slash($post + ['edit_date' => true]), true);
    remove_filter('wp_insert_post_data', $dated);
    if (is_wp_error($id)) {
        exit($id->get_error_message() . "\n");
    }
    return $id;
}

/** Draws a picture of bars and puts it in the media library. */
function picture(): int
{
    $canvas = imagecreate(600, 400);
    imagecolorallocate($canvas, 245, 245, 245);
    $bar = imagecolorallocate($canvas, 40, 90, 140);
    foreach ([90, 210, 330, 260, 180, 120] as $hour => $height) {
        imagefilledrectangle($canvas, 30 + 90 * $hour, 380 - $height, 90 + 90 * $hour, 380, $bar);
    }
    $folder = wp_upload_dir('2024/03');
    $file = $folder['path'] . '/queue.png';
    imagepng($canvas, $file);
    $id = save(['post_type' => 'attachment', 'post_status' => 'inherit', 'post_title' => 'The queue by hour', 'post_date' => '2024-03-05 09:50:00',
        'post_mime_type' => 'image/png', 'guid' => 'http://blog.example/wp-content/uploads/2024/03/queue.png']);
    update_attached_file($id, $file);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
    return $id;
}

/** Adds a post in two steps, as people do, who save a draft first; its guid then holds its number. */
function add(array $post, array $authors, int $picture): int
{
    $post += ['post_status' => 'publish', 'post_type' => 'post', 'author' => 'desk', 'comment_status' => 'open'];
    $post['post_author'] = $authors[$post['author']];
    $post['post_content'] = str_replace('ATTACHMENT', $picture, $post['post_content']);
    $post['post_category'] = array_map('wp_create_category', array_map('esc_html', $post['categories'] ?? []));
    $post['tags_input'] = $post['tags'] ?? [];
    if (empty($post['at_once'])) {
        $post['ID'] = save(['post_status' => 'draft', 'post_name' => ''] + $post);
    }
    $id = save($post);
    if (isset($post['sticky'])) {
        stick_post($id);
    }
    if (isset($post['format'])) {
        set_post_format($id, $post['format']);
    }
    if (isset($post['image'])) {
        set_post_thumbnail($id, $picture);
    }
    if (isset($post['comments'])) {
        comment($id);
    }
    return $id;
}

function comment(int $post): void
{
    $said = [
        ['A reader', 'reader@blog.example', '2024-03-05 12:00:00', 'Do you keep the five parts in a chat as well?', 0, 1],
        ['The desk', 'desk@blog.example', '2024-03-05 12:30:00', "Only the first and the third: people don't scroll up & down.", 1, 1],
        ['Another reader', 'another@blog.example', '2024-03-31 23:05:00', "We tried it.\n\nIt <em>works</em> for invoices too.", 0, 1],
        ['A third reader', 'third@blog.example', '2024-04-02 08:00:00', 'This one waits to be let in.', 0, 0],
    ];
    $first = 0;
    foreach ($said as [$name, $email, $date, $text, $is_reply, $approved]) {
        $id = wp_insert_comment(['comment_post_ID' => $post, 'comment_author' => $name, 'comment_author_email' => $email,
            'comment_author_IP' => '192.0.2.1', 'comment_date' => $date, 'comment_date_gmt' => get_gmt_from_date($date),
            'comment_content' => $text, 'comment_parent' => $is_reply ? $first : 0, 'comment_approved' => $approved]);
        $first = $first ?: $id;
    }
}

function build(): void
{
    wp_install('The desk’s notes & tips', 'desk', 'desk@blog.example', true, '', wp_slash(getenv('SITE_PASSWORD')));
    foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
        wp_delete_post($sample->ID, true);
    }
    $settings = ['home' => 'http://blog.example', 'siteurl' => 'http://blog.example', 'blogdescription' => 'What we learned while answering',
        'timezone_string' => 'America/New_York', 'gmt_offset' => '', 'permalink_structure' => '/%year%/%monthnum%/%postname%/',
        'posts_per_page' => 10, 'posts_per_rss' => 10, 'rss_use_excerpt' => 0, 'default_pingback_flag' => 0, 'show_avatars' => 0,
        'template' => 'twentytwentyone', 'stylesheet' => 'twentytwentyone', 'sidebars_widgets' => ['wp_inactive_widgets' => []]];
    array_map('update_option', array_keys($settings), $settings);
    $GLOBALS['wp_rewrite']->init();
    wp_set_current_user(1);
    $authors = ['desk' => 1];
    wp_update_user(['ID' => 1, 'display_name' => 'The desk', 'nickname' => 'The desk']);
    foreach (['counter' => 'Desk & Counter', 'nightshift' => 'Night shift'] as $login => $name) {
        $authors[$login] = wp_insert_user(['user_login' => $login, 'user_pass' => wp_generate_password(), 'user_email' => "$login@blog.example",
            'display_name' => $name, 'nickname' => $name, 'role' => 'editor']);
    }
    $picture = picture();
    foreach (require __DIR__ . '/posts.php' as $post) {
        add($post, $authors, $picture);
    }
}

function named(string $slug): array
{
    return get_page_by_path($slug, ARRAY_A, 'post') ?? exit("no post $slug\n");
}

function change(string $state): void
{
    wp_set_current_user(1);
    switch ($state) {
        case 'summaries':
            update_option('rss_use_excerpt', 1);
            break;
        case 'plain':
            update_option('permalink_structure', '');
            break;
        case 'edited':
            $post = ['post_title' => 'Don’t hide behind a policy', 'post_modified' => '2024-09-20 17:00:00'] + named('dont-hide-behind-policy');
            $post['post_content'] = str_replace('Give the reason', 'Say sorry, give the reason', $post['post_content']);
            save($post);
            break;
        case 'deleted':
            $post = named('repeat-the-number-back');
            wp_trash_post($post['ID']);
            save(['post_modified' => '2024-09-20 17:00:00'] + get_post($post['ID'], ARRAY_A));
            update_post_meta($post['ID'], '_wp_trash_meta_time', mysql2date('U', '2024-09-20 21:00:00'));
            break;
        case 'backdated': // at once, as the REST interface does
            add(['post_title' => 'Answer the second question too', 'post_name' => 'answer-the-second-question-too', 'post_date' => '2024-07-30 09:00:00',
                'at_once' => true, 'categories' => ['Email'],
                'post_content' => "<!-- wp:paragraph -->\n<p>Behind most questions stands another one. Answer both.</p>\n<!-- /wp:paragraph -->"], ['desk' => 1], 0);
            break;
        case 'https':
        case 'moved': // as https, but asked at the old address
            update_option('home', 'https://blog.example');
            update_option('siteurl', 'https://blog.example');
            break;
        case 'maintenance': // as during an update
            file_put_contents(ABSPATH . '.maintenance', '<?php $upgrading = time();');
            break;
        default:
            if (wp_get_theme($state)->exists()) {
                switch_theme($state);
            }
    }
}

$step === 'build' ? build() : change($step);
delete_option('rewrite_rules'); // made anew at the first request, by a process that knows all settings
